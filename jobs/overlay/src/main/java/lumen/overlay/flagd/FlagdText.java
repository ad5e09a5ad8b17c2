package lumen.overlay.flagd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;
import lumen.overlay.flag.RolloutBucket;

/**
 * Flags as a flag set of flagd (flagd-schemas 0.2): one boolean flag for each overlay, whose
 * targeting gives every request the variant that the flag gives it here. Breakers, gates and the
 * order in which overlays are looked at are none of flagd's; the rank stands in the metadata.
 */
public final class FlagdText {
  static final String SCHEMA = "https://flagd.dev/schema/v0/flags.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private FlagdText() {}

  /** The flag set, indented, with its last line ended. */
  public static String of(FlagSet flags) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", SCHEMA);
    ObjectNode all = root.putObject("flags");
    int rank = 0;
    for (OverlayFlag overlay : flags.overlays()) {
      flag(all.putObject(overlay.name()), overlay, ++rank);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + '\n';
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must be writable", e);
    }
  }

  /** What flagd has no place for, in words; empty where nothing is lost. */
  public static List<String> lost(FlagSet flags) {
    List<String> lost = new ArrayList<>();
    if (flags.features().baselineOnly()) {
      lost.add("baseline_only");
    }
    if (!flags.features().only().isEmpty()) {
      lost.add("only");
    }
    for (OverlayFlag overlay : flags.overlays()) {
      if (!overlay.gates().values().isEmpty()) {
        lost.add("overlays." + overlay.name() + ".gates");
      }
    }
    return lost;
  }

  private static void flag(ObjectNode flag, OverlayFlag overlay, int rank) {
    flag.put("state", overlay.enabled() ? "ENABLED" : "DISABLED");
    flag.putObject("variants").put("on", true).put("off", false);
    flag.put("defaultVariant", "off");
    ArrayNode branches = flag.putObject("targeting").putArray("if");
    ArrayNode conditions = branches.addObject().putArray("and");
    ArrayNode in = conditions.addObject().putArray("in");
    in.addObject().put("var", "scenario_type");
    overlay.scenarios().forEach(in.addArray()::add);
    if (overlay.minConfidence() > 0) {
      ArrayNode atLeast = conditions.addObject().putArray(">=");
      atLeast.addObject().put("var", "confidence");
      atLeast.add(overlay.minConfidence());
    }
    ArrayNode fractional = branches.addObject().putArray("fractional");
    ArrayNode key = fractional.addObject().putArray("cat");
    key.add(overlay.bucketName()).addObject().put("var", "targetingKey");
    int taken = overlay.rollout().taken();
    fractional.addArray().add("on").add(taken);
    fractional.addArray().add("off").add(RolloutBucket.BUCKETS - taken);
    branches.add("off");
    flag.putObject("metadata").put("rank", rank);
  }
}
