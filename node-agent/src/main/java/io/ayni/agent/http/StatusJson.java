package io.ayni.agent.http;

import io.ayni.agent.limit.LimitsJson;
import io.ayni.agent.status.AgentStatus;
import io.ayni.agent.swarm.EngineTotals;
import io.ayni.agent.swarm.ItemStatus;
import io.ayni.contracts.content.Metainfo;
import io.ayni.contracts.content.MetainfoFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The agent's values as the JSON of its API. Units stand at the ends of the names. */
public final class StatusJson {
    private StatusJson() {}

    static Map<String, Object> status(AgentStatus status, URI http) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodeId", status.nodeId());
        json.put("account", status.account());
        json.put("sharing", status.consent().isEffective());
        json.put("consentTextVersion", status.consent().textVersion());
        json.put("limits", LimitsJson.standing(status.limits()));
        json.put("peerAddress", status.peerAddress());
        json.put("http", http.toString());
        Map<String, Object> tracker = new LinkedHashMap<>();
        tracker.put("connected", status.trackerTrouble().isEmpty());
        tracker.put("trouble", status.trackerTrouble().orElse(null));
        json.put("tracker", tracker);
        json.put("totals", totals(status.totals()));
        json.put("ledger", ledger(status));
        json.put("settlement", settlement(status));
        json.put("items", status.items().stream().map(StatusJson::item).toList());
        return json;
    }

    private static Map<String, Object> totals(EngineTotals totals) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("givenBytes", totals.givenBytes());
        json.put("receiptedBytes", totals.receiptedBytes());
        json.put("fromPeersBytes", totals.fromPeersBytes());
        json.put("fromEdgeBytes", totals.fromEdgeBytes());
        json.put("corruptPieces", totals.corruptPieces());
        json.put("peersDropped", totals.peersDropped());
        return json;
    }

    private static Map<String, Object> ledger(AgentStatus status) {
        return status.balance()
                .map(balance -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("postedMicroCredits", balance.postedMicroCredits());
                    json.put("pendingMicroCredits", balance.pendingMicroCredits());
                    json.put("heldMicroCredits", balance.heldMicroCredits());
                    json.put("earnedMicroCredits", balance.earnedMicroCredits());
                    json.put("givenBytes", balance.givenBytes());
                    return json;
                })
                .orElse(null);
    }

    private static Map<String, Object> settlement(AgentStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("unsettledReceipts", status.settlement().unsettledReceipts());
        json.put("undecidedBatches", status.settlement().undecidedBatches());
        json.put("settledBytes", status.settlement().settledBytes());
        json.put("earnedMicroCredits", status.settlement().earnedMicroCredits());
        return json;
    }

    private static Map<String, Object> item(ItemStatus item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("contentId", item.contentId().hex());
        json.put("name", item.name());
        json.put("state", item.state().name().toLowerCase(Locale.ROOT));
        json.put("sizeBytes", item.sizeBytes());
        json.put("verifiedBytes", item.verifiedBytes());
        json.put("fromPeersBytes", item.fromPeersBytes());
        json.put("fromEdgeBytes", item.fromEdgeBytes());
        json.put("peers", item.peers());
        json.put("uploadingTo", item.uploadingTo());
        json.put("downloadingFrom", item.downloadingFrom());
        json.put("failure", item.failure().orElse(null));
        return json;
    }

    /** One item with its files. */
    public static Map<String, Object> download(ItemStatus item, Metainfo metainfo) {
        Map<String, Object> json = item(item);
        List<Object> files = new ArrayList<>();
        for (MetainfoFile file : metainfo.files()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("path", file.pathText());
            entry.put("sizeBytes", file.lengthBytes());
            entry.put("piecesRoot", HexFormat.of().formatHex(file.piecesRoot()));
            files.add(entry);
        }
        json.put("singleFile", metainfo.isSingleFile());
        json.put("files", files);
        return json;
    }
}
