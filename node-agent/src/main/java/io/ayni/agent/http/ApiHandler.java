package io.ayni.agent.http;

import com.sun.net.httpserver.HttpExchange;
import io.ayni.agent.consent.Consent;
import io.ayni.agent.consent.ConsentText;
import io.ayni.agent.consent.DecideSharing;
import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.content.DownloadVerdict;
import io.ayni.agent.content.FindContent;
import io.ayni.agent.limit.LimitsJson;
import io.ayni.agent.status.AgentStatus;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.agent.swarm.SwarmEngine;
import io.ayni.contracts.content.ContentId;
import io.ayni.contracts.content.Metainfo;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The local API, the same below {@code /api} for programs and below {@code /owner/api} for the page; the caller has checked the token. */
final class ApiHandler {
    private final SwarmEngine engine;
    private final DownloadContent downloads;
    private final DecideSharing sharing;
    private final Supplier<AgentStatus> status;
    private final Runnable settle;
    private final BenefitHandler benefits;
    private final StatementHandler statements;
    private final EntryHandler entries;
    private final LimitHandler limits;
    private final OwnerHandler owner;

    ApiHandler(AgentServices services) {
        this.engine = services.engine();
        this.downloads = services.downloads();
        this.sharing = services.sharing();
        this.status = services.status();
        this.settle = services.settle();
        this.benefits = new BenefitHandler(services.benefits());
        this.statements = new StatementHandler(services.statements());
        this.entries = new EntryHandler(services.entries());
        this.limits = new LimitHandler(services.limits());
        this.owner = new OwnerHandler(services);
    }

    /** @param path the segments after the API's own */
    void handle(HttpExchange exchange, List<String> path, URI http) throws IOException, HttpRefusal {
        boolean namesItem = path.size() == 2 && path.getFirst().equals("downloads");
        switch (namesItem ? "downloads/{id}" : String.join("/", path)) {
            case "status" -> {
                Replies.requireMethod(exchange, "GET");
                Replies.json(exchange, 200, StatusJson.status(status.get(), http));
            }
            case "consent" -> consent(exchange);
            case "downloads" -> startDownload(exchange);
            case "downloads/{id}" -> download(exchange, path.get(1));
            case "settle" -> {
                Replies.requireMethod(exchange, "POST");
                settle.run();
                Replies.json(exchange, 202, Map.of("settling", true));
            }
            case "benefits" -> benefits.offered(exchange);
            case "redemptions" -> redemptions(exchange);
            case "redemptions/cancel" -> {
                Replies.requireMethod(exchange, "POST");
                benefits.cancel(exchange, RequestBody.of(exchange, Set.of("id")));
            }
            case "entries" -> {
                Replies.requireMethod(exchange, "POST");
                entries.list(exchange, RequestBody.of(exchange, Set.of("limit")));
            }
            case "statements" -> {
                Replies.requireMethod(exchange, "POST");
                statements.fetch(exchange, RequestBody.of(exchange, Set.of("window")));
            }
            case "limits" -> limits(exchange);
            case "pause" -> {
                Replies.requireMethod(exchange, "POST");
                limits.pause(exchange, RequestBody.of(exchange, Set.of("forMs")));
            }
            case "resume" -> {
                Replies.requireMethod(exchange, "POST");
                limits.resume(exchange);
            }
            case String name -> owner.handle(exchange, name, http);
        }
    }

    private void redemptions(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET", "POST");
        if (exchange.getRequestMethod().equals("GET")) {
            benefits.redemptions(exchange);
        } else {
            benefits.redeem(exchange, RequestBody.of(exchange, Set.of("benefit", "idempotencyKey")));
        }
    }

    private void limits(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET", "PUT");
        if (exchange.getRequestMethod().equals("GET")) {
            limits.show(exchange);
        } else {
            limits.change(exchange, RequestBody.of(exchange, LimitsJson.KEYS));
        }
    }

    private void consent(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "POST");
        Map<String, Object> body = RequestBody.of(exchange, Set.of("sharing", "textVersion"));
        if (!(body.get("sharing") instanceof Boolean wanted)) {
            throw HttpRefusal.malformed("\"sharing\" must be true or false");
        }
        Object version = body.getOrDefault("textVersion", 0L);
        if (!(version instanceof Long number)) {
            throw HttpRefusal.malformed("\"textVersion\" must be a number");
        }
        if (wanted && number != ConsentText.VERSION) {
            throw new HttpRefusal(409, "other_text", "the consent text has version " + ConsentText.VERSION);
        }
        Consent decision = decide(wanted);
        Replies.json(exchange, 200, Map.of("sharing", decision.isEffective(), "textVersion", decision.textVersion()));
    }

    private Consent decide(boolean wanted) throws HttpRefusal {
        try {
            return wanted ? sharing.agree() : sharing.revoke();
        } catch (IOException e) {
            throw new HttpRefusal(500, "not_kept", "the decision could not be kept: " + e.getMessage());
        }
    }

    private void startDownload(HttpExchange exchange) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "POST");
        Object content = RequestBody.of(exchange, Set.of("content")).get("content");
        if (!(content instanceof String nameOrId) || !FindContent.isName(nameOrId)) {
            throw HttpRefusal.malformed("\"content\" must be a name or an id");
        }
        switch (Downloads.start(downloads, nameOrId)) {
            case DownloadVerdict.Running running ->
                Replies.json(exchange, 202, describe(running.metainfo().contentId()));
            case DownloadVerdict.NotFound none ->
                throw HttpRefusal.notFound("nothing is published under this name or id");
            case DownloadVerdict.Refused refused -> throw HttpRefusal.refusedByOwner();
            case DownloadVerdict.Untrusted bad -> throw new HttpRefusal(502, "untrusted", bad.reason());
            case DownloadVerdict.Away away -> throw HttpRefusal.unavailable(away.reason());
        }
    }

    private void download(HttpExchange exchange, String id) throws IOException, HttpRefusal {
        Replies.requireMethod(exchange, "GET");
        ContentId contentId =
                FindContent.asId(id).orElseThrow(() -> HttpRefusal.malformed("an id has 64 hex characters"));
        Replies.json(exchange, 200, describe(contentId));
    }

    private Map<String, Object> describe(ContentId contentId) throws HttpRefusal {
        Optional<ItemStatus> item = engine.item(contentId);
        Optional<Metainfo> metainfo = engine.metainfo(contentId);
        if (item.isEmpty() || metainfo.isEmpty()) {
            throw HttpRefusal.notFound("the item is not known here");
        }
        return StatusJson.download(item.get(), metainfo.get());
    }
}
