package io.ayni.agent.cli;

import io.ayni.agent.limit.LimitsJson;
import io.ayni.agent.limit.Quota;
import io.ayni.agent.limit.Rate;
import io.ayni.agent.limit.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limits}: shows and changes what the agent may use of the connection, with or without a running agent. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        versionProvider = AyniAgentCommand.Version.class,
        description = {
            "Shows what the agent may use of your connection, and changes what you name; the rest stays. A running agent "
                    + "follows at once. Exit code 2 when a value makes no sense; then nothing is changed.",
            "A RATE is bytes per second as 500K, 2M or 2MiB, or `unlimited`; 0 uploads nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ayni-agent limits                                    show",
            "  ayni-agent limits --upload 500K --download unlimited",
            "  ayni-agent limits --monthly 20G                      quota per calendar month",
            "  ayni-agent limits --schedule \"mon-fri 08:00-18:00 0; sat-sun 00:00-24:00 2M\"",
            "  ayni-agent limits --schedule none --on-battery share",
            "  ayni-agent limits --metered yes                      say it where the system does not"
        })
final class LimitsCommand implements Callable<Integer> {
    private final Map<String, Object> wishes = new LinkedHashMap<>();

    @Mixin
    private DataDirectoryOption options;

    @Spec
    private CommandSpec spec;

    @Option(names = "--upload", paramLabel = "RATE", description = "Upload rate outside the schedule.")
    private void upload(String text) {
        wish("--upload", "uploadBytesPerSecond", text, Rate::parse);
    }

    @Option(names = "--download", paramLabel = "RATE", description = "Download rate; not 0.")
    private void download(String text) {
        wish("--download", "downloadBytesPerSecond", text, Rate::parse);
    }

    @Option(
            names = "--monthly",
            paramLabel = "BYTES",
            description = "Most bytes to upload in a calendar month, as 20G, or `unlimited`.")
    private void monthly(String text) {
        wish("--monthly", "monthlyUploadBytes", text, Quota::parse);
    }

    @Option(
            names = "--schedule",
            paramLabel = "BANDS",
            description = "Upload rates by day and time, as \"DAYS FROM-TO RATE; ...\", or `none`. A band may go over "
                    + "midnight; bands must not overlap.")
    private void schedule(String text) {
        wish("--schedule", "schedule", text, Schedule::parse);
    }

    @Option(names = "--on-battery", paramLabel = "stop|share", description = "What to do while on battery.")
    private void onBattery(String text) {
        wishes.put("onBattery", text);
    }

    @Option(names = "--on-metered", paramLabel = "stop|share", description = "What to do on a metered line.")
    private void onMetered(String text) {
        wishes.put("onMetered", text);
    }

    @Option(
            names = "--metered",
            paramLabel = "auto|yes|no",
            description = "Whether the line is metered: as the system says, or as you say.")
    private void metered(String text) {
        wishes.put("metered", text);
    }

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Where month and schedule are at home, as Europe/Lisbon, or `system`.")
    private void timeZone(String text) {
        wishes.put("timeZone", text);
    }

    private void wish(String option, String key, String text, Consumer<String> check) {
        try {
            check.accept(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
        wishes.put(key, text);
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> view = wishes.isEmpty()
                ? LimitCalls.look(options.home())
                : LimitCalls.change(
                        options.home(),
                        agent -> agent.put("/api/limits", wishes),
                        limits -> limits.change(present -> LimitsJson.changed(present, wishes)));
        return LimitCalls.tell(view, options.json(), spec.commandLine().getOut());
    }
}
