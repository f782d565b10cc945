package io.qianhu.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = Qianhu.class.getPackage().getImplementationVersion();
        return new String[] {"qianhu " + (version == null ? "(not packaged)" : version)};
    }
}
