package io.qianhu.cli;

/** Entry point of the executable. */
public final class Qianhu {
    private Qianhu() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
