package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import io.qianhu.report.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the application settings as Spring Boot does, without starting it: command line, then environment, then
 * {@code config/application.yml}, then defaults.
 */
final class SettingsLoader {
    private static final String PREFIX = "qianhu";

    /** What lets others act as this account; in any spelling that Spring Boot takes. */
    private static final Pattern KEY = Pattern.compile("(?i)--qianhu\\.dyvms\\.(access-?key-?secret|security-?token)");

    /** What lets others post; plain http goes to this machine only. */
    private static final Pattern HOOK = Pattern.compile("(?i)--qianhu\\.alerts\\.webhooks\\[[0-9]+]\\.(url|secret)");

    /** Where a value may be a secret, and what stands below such a name too: it may be the value itself. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<=\\.)(?:webhooks(?:\\[[0-9]+])?|[a-z0-9-]*(?:secret|token|key|endpoint)[a-z0-9-]*)(?=[.\\[]|$)");

    private SettingsLoader() {}

    /** The settings and where they come from. */
    record Loaded(QianhuSettings settings, StandardEnvironment environment) {
        /** What commands and reports say. */
        Words words() {
            return settings.lang().words();
        }
    }

    /**
     * Binds and checks the settings.
     *
     * @param arguments those of the command line that are settings: {@code --qianhu.home=/srv/qianhu}
     * @throws SettingsRefused when a key is unknown or a value is not allowed
     */
    static Loaded load(List<String> arguments) {
        refuseRepeatedOrEmpty(arguments);
        refuseUnknown(EnvironmentNames.unknown(System.getenv().keySet()));
        try {
            StandardEnvironment environment = environment(arguments);
            QianhuSettings settings = Binder.get(environment)
                    .bindOrCreate(
                            PREFIX,
                            Bindable.of(QianhuSettings.class),
                            new NoUnboundElementsBindHandler(
                                    org.springframework.boot.context.properties.bind.BindHandler.DEFAULT,
                                    new UnboundElementsSourceFilter()));
            refuseSecretsInSight(arguments, settings.dyvms().loopback());
            refuseSecretsInSight(
                    ofJava(ProcessHandle.current().info()), settings.dyvms().loopback());
            return new Loaded(settings, environment);
        } catch (BindException e) {
            throw refused(e);
        }
    }

    /** The language that is asked for, also where other settings are refused; that of the environment where none is. */
    static Language language(List<String> arguments) {
        try {
            return Binder.get(environment(arguments))
                    .bind(PREFIX + ".lang", Language.class)
                    .orElse(Language.AUTO);
        } catch (RuntimeException notReadable) {
            return Language.AUTO;
        }
    }

    private static StandardEnvironment environment(List<String> arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(arguments.toArray(String[]::new)));
        SettingsFile.check(SettingsFile.PATH);
        // Strongest, so that neither the environment nor a command adds a place that nobody looks at.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "places",
                        Map.of(
                                "spring.config.location",
                                "classpath:/application.yml,optional:file:./" + SettingsFile.PATH)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    private static void refuseUnknown(List<String> variables) {
        if (!variables.isEmpty()) {
            throw new SettingsRefused(
                    Message.of("cli.unknown-setting-environment", String.join(", ", variables)), null);
        }
    }

    /** Spring Boot would join the values with a comma, and a home "/srv/a,/srv/b" would be made without a word. */
    private static void refuseRepeatedOrEmpty(List<String> arguments) {
        arguments.stream()
                .filter(argument -> !argument.matches("[^=]+=.+"))
                .findFirst()
                .ifPresent(argument -> {
                    throw new SettingsRefused(
                            Message.of("cli.setting-no-value", argument, argument.replace("=", "")), null);
                });
        Map<String, Long> times = arguments.stream()
                .map(argument -> argument.split("=", 2)[0])
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        times.forEach((key, count) -> {
            if (count > 1) {
                throw new SettingsRefused(Message.of("cli.given-times-give-once", key, count), null);
            }
        });
    }

    /** Every user of the machine can see a command line, and the Java machine writes it into its crash log. */
    private static void refuseSecretsInSight(List<String> arguments, boolean sandbox) {
        arguments.stream()
                .map(argument -> argument.split("=", 2))
                .filter(setting -> (!sandbox && KEY.matcher(setting[0]).matches())
                        || (HOOK.matcher(setting[0]).matches() && !setting[1].startsWith("http://")))
                .findFirst()
                .ifPresent(setting -> {
                    throw new SettingsRefused(
                            Message.of("cli.secret-every-user-machine-can", setting[0], SettingsFile.PATH), null);
                });
    }

    /** What stands before {@code -jar} sets something too: {@code -Dqianhu.home=/srv/qianhu}. */
    private static List<String> ofJava(ProcessHandle.Info process) {
        return Arrays.stream(process.arguments().orElse(new String[0]))
                .filter(argument -> argument.matches("-D[^=]+=.+"))
                .map(argument -> argument.replaceFirst("-D", "--"))
                .toList();
    }

    private static SettingsRefused refused(BindException e) {
        if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            String keys = unbound.getUnboundProperties().stream()
                    .map(SettingsLoader::shown)
                    .collect(Collectors.joining(", "));
            return SettingsRefused.unknown(keys);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        Message problem = Message.of(root);
        // What others say may quote the value.
        boolean ours = root instanceof Worded;
        boolean secret = SECRET.matcher(e.getName().toString()).find();
        if (problem.english().contains("@") || (secret && !ours)) {
            return new SettingsRefused(Message.of("cli.setting-value-not-allowed", e.getName()), null);
        }
        return new SettingsRefused(ours ? problem : Message.of("cli.setting", e.getName(), problem), e);
    }

    /** A name up to where a secret may begin, and the line; what is no file would say the name once more. */
    private static String shown(ConfigurationProperty unknown) {
        String name = unknown.getName().toString();
        Matcher secret = SECRET.matcher(name);
        boolean cut = secret.find() && secret.end() < name.length();
        boolean origin = !cut || unknown.getOrigin() instanceof TextResourceOrigin;
        return (cut ? name.substring(0, secret.end()) + ".…" : name) + (origin ? " (" + unknown.getOrigin() + ")" : "");
    }
}
