package io.ayni.agent.cli;

import io.ayni.agent.content.FindContent;
import io.ayni.agent.home.AgentHome;
import io.ayni.agent.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What the verbs about single items share. */
final class ItemCalls {
    private ItemCalls() {}

    /** The id of an item that is given by its id, or by the name of an item that is held. */
    static String id(AgentHome home, String nameOrId) throws IOException, InterruptedException, CliFailure {
        if (FindContent.asId(nameOrId).isPresent()) {
            return nameOrId;
        }
        Map<String, Object> status = BenefitCalls.ask(home, agent -> agent.get("/api/status"));
        List<String> found = ((List<?>) status.get("items"))
                .stream()
                        .map(item -> (Map<?, ?>) item)
                        .filter(item -> nameOrId.equals(item.get("name")))
                        .map(item -> (String) item.get("contentId"))
                        .toList();
        if (found.isEmpty()) {
            throw new CliFailure(ExitCodes.NOT_FOUND, "no item of this name is held; `ayni-agent status` lists them");
        }
        if (found.size() > 1) {
            throw new CliFailure(ExitCodes.USAGE, "several items have this name; give the id: " + found);
        }
        return found.getFirst();
    }

    static int tell(Map<String, Object> answer, String sentence, boolean json, PrintWriter out) {
        out.println(json ? Json.write(answer) : sentence);
        out.flush();
        return ExitCodes.OK;
    }
}
