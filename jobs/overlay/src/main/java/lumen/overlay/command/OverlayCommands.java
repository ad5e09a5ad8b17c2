package lumen.overlay.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.gate.GateSettings;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.OverlayCommand.NewFeatures;
import lumen.overlay.record.OverlayCommand.NewFlags;
import lumen.overlay.record.OverlayCommand.NewGates;
import lumen.overlay.record.OverlayCommand.Release;
import lumen.overlay.record.OverlayCommand.Trip;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.settings.CommandedTexts;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.CommandHead;
import lumen.runtime.command.CommandReader;
import lumen.runtime.command.CommandShape;
import lumen.settings.LoadedConfig;
import lumen.settings.Suggestion;

/** The types of commands, and how each is read. */
public final class OverlayCommands {
  private OverlayCommands() {}

  /**
   * A reader of commands.
   *
   * @param gates those of {@code overlay.yaml}, with which flags have to agree
   */
  public static CommandReader<OverlayCommand> reader(GateSettings gates) {
    return new CommandReader<>(
        List.of(
            new CommandShape<>(
                "flags", List.of("flags"), (fields, head) -> flags(fields, head, gates)),
            new CommandShape<>(
                "features", List.of("baseline_only", "only"), OverlayCommands::features),
            new CommandShape<>("trip", List.of("overlay"), OverlayCommands::trip),
            new CommandShape<>("release", List.of("overlay", "scenario"), OverlayCommands::release),
            new CommandShape<>("gates", List.of("gates"), OverlayCommands::gates)),
        Suggestion::didYouMean);
  }

  private static Optional<OverlayCommand> flags(
      CommandFields fields, CommandHead head, GateSettings gates) {
    Optional<String> text = fields.text("flags", "the text of overlay_flags.yaml");
    Optional<FlagSet> flags =
        text.flatMap(given -> found(fields, CommandedTexts.flags(given, gates)));
    return fields.ifRight(() -> new NewFlags(head, flags.orElseThrow()));
  }

  private static Optional<OverlayCommand> gates(CommandFields fields, CommandHead head) {
    JsonNode section = fields.value("gates");
    if (!section.isObject()) {
      fields.refuse("gates", "the section gates of overlay.yaml", "");
      return Optional.empty();
    }
    Optional<GateSettings> gates = found(fields, CommandedTexts.gates(section.toString()));
    return fields.ifRight(() -> new NewGates(head, gates.orElseThrow()));
  }

  private static <T> Optional<T> found(CommandFields fields, LoadedConfig<T> loaded) {
    loaded.findings().forEach(finding -> fields.wrong(finding.toString()));
    return loaded.settings();
  }

  private static Optional<OverlayCommand> features(CommandFields fields, CommandHead head) {
    JsonNode baselineOnly = fields.value("baseline_only");
    if (!baselineOnly.isMissingNode() && !baselineOnly.isBoolean()) {
      fields.refuse("baseline_only", "true or false", "");
    }
    JsonNode only = fields.value("only");
    List<String> names = new ArrayList<>();
    boolean texts = only.isMissingNode() || only.isArray();
    for (JsonNode name : only) {
      texts &= name.isTextual();
      names.add(name.asText());
    }
    if (!texts) {
      fields.refuse("only", "a list of overlays", "");
    }
    return fields.ifRight(
        () -> new NewFeatures(head, new Features(baselineOnly.asBoolean(), names)));
  }

  private static Optional<OverlayCommand> trip(CommandFields fields, CommandHead head) {
    String overlay = fields.name("overlay", RouteRecord.MAX_CHARS);
    return fields.ifRight(() -> new Trip(head, overlay));
  }

  private static Optional<OverlayCommand> release(CommandFields fields, CommandHead head) {
    String overlay = fields.name("overlay", RouteRecord.MAX_CHARS);
    Optional<String> scenario =
        fields.value("scenario").isMissingNode()
            ? Optional.empty()
            : Optional.of(fields.name("scenario", RouteRecord.MAX_CHARS));
    return fields.ifRight(() -> new Release(head, overlay, scenario));
  }
}
