package lumen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lumen.settings.Greenhouse.Bed;
import lumen.settings.Greenhouse.Climate;
import lumen.settings.Greenhouse.Fan;
import lumen.settings.Greenhouse.File;
import lumen.settings.Greenhouse.House;
import lumen.settings.Greenhouse.Lamp;
import lumen.settings.Greenhouse.Mode;
import lumen.settings.Greenhouse.Pump;
import lumen.settings.Greenhouse.Water;
import lumen.settings.Greenhouse.Watering;
import lumen.settings.Shape.Point;
import org.junit.jupiter.api.Test;

/** What is checked arrives in the records, by name and to the bit. */
class RecordBinderTest {
  private static Greenhouse read(String house, String waterings) {
    return Greenhouse.CATALOGUE
        .readTexts("", Map.of(File.HOUSE, house, File.WATERINGS, waterings))
        .orThrow();
  }

  @Test
  void everyShapeIsBoundByName() {
    Greenhouse read =
        read(
            """
            climate: {mode: follow_sun, night_c: 7, sensors: 9, frost_guard: false}
            water: {pressure_10m_max: 0.3}
            lamp_hours: [5, 6.25]
            fan_curve: [[1, 2]]
            beds: {tall: {area_m2: 2.5}, a.b: {soil: loam}}
            devices: [{name: x, type: lamp, watts: 7}, {type: pump, name: y}]
            """,
            "- {at: '06:30', bed: a.b}\n- {at: '23:59', bed: any, litres: 4}\n");
    assertThat(read.house())
        .isEqualTo(
            new House(
                new Climate(Mode.FOLLOW_SUN, 22.5, 7, 9, false),
                new Water(2.5, 0.3),
                List.of(5.0, 6.25),
                new Fan(List.of(new Point(1, 2))),
                new TreeMap<>(
                    Map.of("tall", new Bed("tall", 2.5, ""), "a.b", new Bed("a.b", 1, "loam"))),
                List.of(new Lamp("x", 7), new Pump("y", 5))));
    assertThat(read.waterings())
        .containsExactly(new Watering("06:30", "a.b", 2.5), new Watering("23:59", "any", 4));
  }

  @Test
  void numberThatIsUnsetIsNan() {
    assertThat(read("", "").house().water()).isEqualTo(new Water(2.5, Double.NaN));
  }

  @Test
  void numbersArriveToTheBit() {
    Random random = new Random(20260101);
    for (int i = 0; i < 500; i++) {
      double litres = Math.nextUp(random.nextDouble() * 99);
      double hour = random.nextInt(24) * 0.1;
      Greenhouse read = read("water: {litres: " + litres + "}\nlamp_hours: [" + hour + "]\n", "[]");
      assertThat(Double.doubleToRawLongBits(read.house().water().litres()))
          .isEqualTo(Double.doubleToRawLongBits(litres));
      assertThat(read.house().lampHours()).containsExactly(hour);
    }
  }

  /** A climate that lacks a key. */
  record Cold(Mode mode, double dayC, double nightC, int sensors) {}

  /** A house whose climate lacks a key. */
  record Draughty(
      Cold climate,
      Water water,
      List<Double> lampHours,
      Fan fanCurve,
      Map<String, Bed> beds,
      List<Pump> devices) {}

  /** A watering with a component that no key fills. */
  record Late(String at, String bed, double litres, boolean late) {}

  /** A watering whose amount cannot be held. */
  record Wordy(String at, String bed, String litres) {}

  private static ConfigValues values(File file) {
    return Greenhouse.CATALOGUE.readTexts("", Map.of()).of(file);
  }

  @Test
  void keyWithoutComponentAndComponentWithoutKeyAreRefused() {
    RecordBinder binder = RecordBinder.plain().curve(Fan.class, Fan::new);
    assertThatThrownBy(() -> binder.bind(values(File.HOUSE), Draughty.class))
        .hasMessageStartingWith(
            "a key must have a component: climate.frost_guard of house.yaml has none in")
        .hasMessageEndingWith("Cold");
    assertThatThrownBy(() -> binder.bindAll(values(File.WATERINGS), Late.class))
        .hasMessageStartingWith("a component must have a key: ")
        .hasMessageContaining("late");
    assertThatThrownBy(() -> binder.bindAll(values(File.WATERINGS), Wordy.class))
        .hasMessage(
            "a component must be able to hold its key: [0].litres is 2.5 for class"
                + " java.lang.String");
  }

  @Test
  void recordTellsWhatItSaysOfAKey() {
    assertThat(RecordBinder.value(new Water(3, 0.5), "pressure_10m_max")).isEqualTo(0.5);
    assertThatThrownBy(() -> RecordBinder.value(new Water(3, 0.5), "pressure"))
        .hasMessageStartingWith("a key must have a component: pressure has none in");
  }
}
