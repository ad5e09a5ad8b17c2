package lumen.overlay.settings;

import java.util.ArrayList;
import java.util.List;
import lumen.overlay.flag.OverlayFlag;
import lumen.settings.Key;
import lumen.settings.Key.Required;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Text;
import lumen.settings.TextForm;

/** The keys of {@code overlay_flags.yaml}. */
final class FlagsKeys {
  private static final String TEXT = "^[^\\u0000-\\u001f]{1,128}$";

  /** A scenario, or what is hashed. */
  private static final TextForm SCENARIO = TextForm.of("a text of 1 to 128 characters", TEXT);

  /** A name of an overlay. */
  static final TextForm NAME =
      TextForm.of("a text of 1 to 128 characters, neither baseline nor other", TEXT)
          .and(name -> !name.equals(OverlayFlag.BASELINE) && !name.equals(OverlayFlag.OTHER));

  static final Section SECTION =
      Section.of(
          Key.flag("baseline_only", false, "Whether no overlay runs at all."),
          new Key(
              "only",
              ListOf.texts(NAME),
              new Value(List.of()),
              "",
              "Not empty: exactly these overlays run, whatever they are enabled.",
              false),
          new Key(
              "overlays",
              new Members(overlay(), NAME),
              new Unset("none"),
              "",
              "The overlays in the order of their rank: the first that passes is taken.",
              false));

  private FlagsKeys() {}

  private static Section overlay() {
    return Section.of(
        new Key(
            "scenarios",
            ListOf.texts(SCENARIO),
            new Required(),
            "",
            "The scenarios that it is for, one at least.",
            false),
        Key.number(
            "min_confidence",
            0,
            Real.from(0).to(1),
            "",
            "Least confidence of a request; at 0 one without confidence passes."),
        Key.number(
            "rollout_percent",
            0,
            Real.from(0).to(100),
            "%",
            "Share of the requests that it is given, with three decimals."),
        Key.flag("enabled", false, "Whether it is on."),
        new Key(
            "bucket_name",
            new Text(SCENARIO),
            new Unset("its name"),
            "",
            "What is hashed with a request's key: kept when an overlay is renamed, shared to give"
                + " two overlays the same requests.",
            false),
        new Key("gates", new Section(gates()), new Unset(""), "", "Gates of its own.", false));
  }

  private static List<Key> gates() {
    List<Key> keys = new ArrayList<>();
    for (Key key : OverlayKeys.GATES) {
      keys.add(own(key));
    }
    return keys;
  }

  /** The same key, which holds what overlay.yaml has where it is left out. */
  private static Key own(Key key) {
    return key.shape() instanceof Section section
        ? new Key(
            key.name(),
            new Section(section.keys().stream().map(FlagsKeys::own).toList()),
            key.standard(),
            key.unit(),
            key.meaning(),
            false)
        : key.or(new Unset("as in overlay.yaml"));
  }
}
