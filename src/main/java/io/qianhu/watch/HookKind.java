package io.qianhu.watch;

/** What a webhook expects. */
public enum HookKind {
    /** JSON with {@code event}, {@code campaign}, {@code run}, {@code text}, {@code at} and {@code more}; any 2xx is yes. */
    GENERIC,
    /** A DingTalk group's custom robot: a text message; only {@code errcode} 0 is yes. */
    DINGTALK
}
