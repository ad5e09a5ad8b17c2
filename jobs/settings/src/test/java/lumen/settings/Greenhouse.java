package lumen.settings;

import static lumen.settings.Key.choice;
import static lumen.settings.Key.flag;
import static lumen.settings.Key.number;
import static lumen.settings.Key.required;
import static lumen.settings.Key.section;
import static lumen.settings.Key.whole;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Explanation.Computed;
import lumen.settings.Explanation.Row;
import lumen.settings.Key.FromFile;
import lumen.settings.Key.Required;
import lumen.settings.Key.Unset;
import lumen.settings.Key.Value;
import lumen.settings.Shape.Choice;
import lumen.settings.Shape.Curve;
import lumen.settings.Shape.ListOf;
import lumen.settings.Shape.Members;
import lumen.settings.Shape.Point;
import lumen.settings.Shape.Real;
import lumen.settings.Shape.Section;
import lumen.settings.Shape.Variant;
import lumen.settings.Shape.Variants;
import lumen.settings.Shape.Whole;

/**
 * The config folder of a job that there is not: the house and its beds in one file, a list of
 * waterings in another, and a note that the job reads by itself.
 */
record Greenhouse(House house, List<Watering> waterings, int noteChars) {
  private static final TextForm CLOCK_TIME =
      TextForm.of("a time such as 06:30", "^[0-2][0-9]:[0-5][0-9]$")
          .and(time -> Integer.parseInt(time.substring(0, 2)) < 24);
  private static final OwnFile NOTE = new OwnFile("note.json", "Any text of the gardener.\n");

  /** The content of house.yaml. */
  record House(
      Climate climate,
      Water water,
      List<Double> lampHours,
      Fan fanCurve,
      SortedMap<String, Bed> beds,
      List<Device> devices) {}

  /** How warm it is. */
  record Climate(Mode mode, double dayC, double nightC, int sensors, boolean frostGuard) {}

  /** What is done about the climate. */
  enum Mode {
    HOLD,
    FOLLOW_SUN
  }

  /** How much is given; NaN where the pressure is measured. */
  record Water(double litres, double pressure10mMax) {}

  /** The speed of the fan over the temperature. */
  record Fan(List<Point> points) {}

  /** A bed, by its name. */
  record Bed(String name, double areaM2, String soil) {}

  /** What stands in the house. */
  sealed interface Device {}

  /** A pump. */
  record Pump(String name, double litresPerMin) implements Device {}

  /** A lamp. */
  record Lamp(String name, int watts) implements Device {}

  /** An element of plan/waterings.yaml. */
  record Watering(String at, String bed, double litres) {}

  /** The files. */
  enum File implements CatalogueFile {
    HOUSE("house.yaml", "What the house is like."),
    WATERINGS("plan/waterings.yaml", "When what is watered.");

    private final String fileName;
    private final String purpose;

    File(String fileName, String purpose) {
      this.fileName = fileName;
      this.purpose = purpose;
    }

    @Override
    public String fileName() {
      return fileName;
    }

    @Override
    public String purpose() {
      return purpose;
    }

    @Override
    public Section section() {
      return this == HOUSE ? HOUSE_KEYS : WATERING_KEYS;
    }

    @Override
    public List<Rule> rules() {
      return this == WATERINGS
          ? List.of()
          : List.of(
              Rule.error(
                  "night_c <= day_c",
                  v -> v.real("climate.night_c") <= v.real("climate.day_c"),
                  "climate.night_c",
                  "climate.day_c"),
              Rule.warning(
                  "frost_guard where night_c < 5",
                  v -> v.flag("climate.frost_guard") || v.real("climate.night_c") >= 5,
                  "climate.frost_guard",
                  "climate.night_c"));
    }

    @Override
    public Optional<Listing> listing() {
      return this == HOUSE
          ? Optional.empty()
          : Optional.of(new Listing("waterings", 3, () -> "- {at: '06:30', bed: any}"));
    }

    @Override
    public ReferenceNotes notes() {
      return this == HOUSE
          ? ReferenceNotes.NONE
          : new ReferenceNotes(
              "A list of waterings.\n\n",
              "### Times\n\nOf the house.\n\n",
              List.of("The bed is one of the house, or any."));
    }
  }

  private static final Section HOUSE_KEYS =
      Section.of(
          section(
                  "climate",
                  "How warm it is.",
                  choice("mode", "Hold it, or follow the sun.", "hold", "follow_sun"),
                  number("day_c", 22.5, Real.from(-20).to(60), "C", "By day."),
                  number("night_c", 12, Real.from(-20).to(60), "C", "By night."),
                  whole("sensors", 4, Whole.of(1, 64), "sensors", "How many there are."),
                  flag("frost_guard", true, "Whether it is heated at frost."))
              .shaping(),
          section(
              "water",
              "How much is given.",
              number("litres", 2.5, Real.above(0).to(100), "l", "At once."),
              number("pressure_10m_max", 1, Real.above(0).to(1), "bar", "Most in 10 min.")
                  .or(new Unset("measured"))),
          new Key(
              "lamp_hours",
              new ListOf(Real.from(0).below(24)),
              new Value(List.of(6.5, 18.0)),
              "h",
              "When the lamps go on.",
              false),
          new Key(
              "fan_curve",
              new Curve(Real.from(-20).to(60), Real.above(0)),
              new Value(List.of(new Point(20, 100), new Point(30, 900.5))),
              "rpm",
              "Speed of the fan over the temperature.",
              false),
          new Key(
              "beds",
              new Members(
                  Section.of(
                      number("area_m2", 1, Real.above(0), "m^2", "Its area."),
                      new Key(
                          "soil",
                          Choice.of("sand", "loam"),
                          new Unset("any"),
                          "",
                          "Soil.",
                          false))),
              new Value(List.of()),
              "",
              "The beds.",
              false),
          new Key(
              "devices",
              new Variants(
                  List.of(
                      device(
                          "pump", number("litres_per_min", 5, Real.above(0), "l/min", "Its flow.")),
                      device("lamp", whole("watts", 60, Whole.of(1, 2000), "W", "Its power.")))),
              new Value(List.of()),
              "",
              "What stands in the house.",
              false));

  private static final Section WATERING_KEYS =
      Section.of(
          required("at", CLOCK_TIME, "When."),
          required("bed", TextForm.NAME, "Which bed, or any."),
          number("litres", 1, Real.above(0).to(100), "l", "How much.")
              .or(new FromFile("house.yaml", "water.litres")));

  static final Catalogue<Greenhouse> CATALOGUE =
      new Catalogue<>(
          "Greenhouse", "lumen.greenhouse", List.of(File.values()), List.of(NOTE), new Maker());

  private static Variant device(String type, Key own) {
    Key kind = new Key(Variants.SELECTOR, Choice.of(type), new Required(), "", "Kind.", false);
    return new Variant(
        type, "A " + type + ".", Section.of(required("name", TextForm.NAME, "Name."), kind, own));
  }

  /** Makes the settings. */
  private static final class Maker implements SettingsMaker<Greenhouse> {
    private static final RecordBinder RECORDS =
        RecordBinder.plain()
            .curve(Fan.class, Fan::new)
            .variant("pump", Pump.class)
            .variant("lamp", Lamp.class);

    @Override
    public Optional<Greenhouse> make(ConfigReading reading) {
      ConfigValues waterings = reading.of(File.WATERINGS);
      List<String> beds = reading.of(File.HOUSE).members("beds");
      for (String watering : waterings.members("")) {
        Setting bed = waterings.at(watering + ".bed");
        if (bed.value() != null && !bed.value().equals("any") && !beds.contains(bed.text())) {
          reading.error(File.WATERINGS, bed.path(), 0, "must be a bed of house.yaml");
        }
      }
      String note = reading.text(NOTE).orElse("");
      if (note.contains("?")) {
        reading.findings(NOTE).error("must be no question");
      }
      reading.explain(new Row(NOTE.fileName(), "chars", "" + note.length(), "", "default"));
      if (!reading.usable()) {
        return Optional.empty();
      }
      return Optional.of(
          new Greenhouse(
              RECORDS.bind(reading.of(File.HOUSE), House.class),
              RECORDS.bindAll(waterings, Watering.class),
              note.length()));
    }

    @Override
    public List<Computed> computed(Greenhouse settings) {
      double litres = settings.waterings().stream().mapToDouble(Watering::litres).sum();
      return List.of(new Computed("litres_a_day", litres, "the sum of all waterings"));
    }
  }
}
