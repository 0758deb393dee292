package io.ayni.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Downloads through the running agent. */
final class AgentDownload implements DownloadSource {
    private final LocalAgent agent;

    AgentDownload(LocalAgent agent) {
        this.agent = agent;
    }

    @Override
    public DownloadView start(String nameOrId) throws IOException, InterruptedException, CliFailure {
        return view(agent.post("/api/downloads", Map.of("content", nameOrId)), 202);
    }

    @Override
    public DownloadView look(String contentId) throws IOException, InterruptedException, CliFailure {
        return view(agent.get("/api/downloads/" + contentId), 200);
    }

    @Override
    public InputStream open(DownloadView item, int fileIndex) throws IOException, InterruptedException, CliFailure {
        StringBuilder path = new StringBuilder("/content/").append(item.contentId());
        for (String component : item.files().get(fileIndex).path().split("/")) {
            path.append('/')
                    .append(URLEncoder.encode(component, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return agent.open(path.toString());
    }

    private static DownloadView view(LocalAgent.Answer answer, int expected) throws CliFailure {
        if (answer.status() == expected) {
            return DownloadView.of(answer.body());
        }
        int exitCode =
                switch (answer.status()) {
                    case 404 -> ExitCodes.NOT_FOUND;
                    case 400 -> ExitCodes.USAGE;
                    case 502 -> ExitCodes.UNTRUSTED;
                    case 503 -> ExitCodes.UNAVAILABLE;
                    default -> ExitCodes.FAILED;
                };
        throw new CliFailure(exitCode, answer.error());
    }

    @Override
    public void close() {
        agent.close();
    }
}
