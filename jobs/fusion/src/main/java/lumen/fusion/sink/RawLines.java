package lumen.fusion.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import lumen.fusion.settings.FusionFile;

/**
 * The raw lines of rejects and late events, without what may not leave the job: keys of meta that
 * are not allowed are cut out, and what cannot be read, so nobody knows what it holds, is withheld.
 */
public final class RawLines implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WITHHELD = "(withheld: privacy.meta_allow)";
  private static final String TENANT = "tenant";

  private final FusionFile.Privacy privacy;

  /** Shows what these settings allow. */
  public RawLines(FusionFile.Privacy privacy) {
    this.privacy = privacy;
  }

  /** What may be shown of a raw line. */
  public String shown(String raw) {
    if (privacy.allowsAll() || raw == null || raw.isEmpty()) {
      return raw;
    }
    try {
      return JSON.readTree(raw) instanceof ObjectNode event ? shown(event, raw) : WITHHELD;
    } catch (JsonProcessingException e) {
      return WITHHELD;
    }
  }

  private String shown(ObjectNode event, String raw) throws JsonProcessingException {
    JsonNode meta = event.get("meta");
    if (meta == null) {
      return raw;
    }
    if (!(meta instanceof ObjectNode fields)) {
      event.remove("meta");
      return JSON.writeValueAsString(event);
    }
    List<String> names = new ArrayList<>();
    fields.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!name.equals(TENANT) && !allows(name)) {
        fields.remove(name);
      }
    }
    return JSON.writeValueAsString(event);
  }

  private boolean allows(String name) {
    return privacy.metaAllow().stream().anyMatch(pattern -> pattern.matches(name));
  }
}
