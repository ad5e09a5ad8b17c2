package lumen.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lumen.architecture.unread.OneKeyTooMany;
import lumen.fusion.evidence.QuoteRule;
import lumen.fusion.evidence.RiskRule;
import lumen.fusion.settings.BridgeFile;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.RiskAutotuneFile;
import lumen.fusion.settings.SensorsFile;
import lumen.fusion.settings.SourceSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.settings.CatalogueFile;
import lumen.settings.Key;
import lumen.settings.Shape;
import lumen.settings.Shape.Section;
import org.junit.jupiter.api.Test;

/**
 * Each key of each catalogue acts: what it holds is read by somebody outside the rooms of settings,
 * or stands in for a key that is. A key without a reader is a promise that nobody keeps.
 */
class KeysActTest {
  /** A file of another version is refused: that is how it acts. */
  private static final Set<String> ACT_BY_THEIR_CHECK = Set.of("fusion.yaml version");

  private static final Map<ConfigFile, Class<? extends Record>> RECORDS =
      Map.of(
          ConfigFile.FUSION, FusionFile.class,
          ConfigFile.SENSORS, SensorsFile.class,
          ConfigFile.BRIDGE, BridgeFile.class,
          ConfigFile.RISK_AUTOTUNE, RiskAutotuneFile.class);

  /** Lists of rules are compiled: what their keys became. */
  private static final Map<ConfigFile, Map<String, RecordComponent>> RULES =
      Map.of(
          ConfigFile.RISK_MAP,
          Map.of(
              "if", component(RiskRule.class, "condition"),
              "risk", component(RiskRule.class, "risk"),
              "action", component(RiskRule.class, "actions"),
              "repeat_s", component(RiskRule.class, "repeatMicros"),
              "id", component(RiskRule.class, "id")),
          ConfigFile.QUOTE_RULES,
          Map.of(
              "match", component(QuoteRule.class, "match"),
              "quote", component(QuoteRule.class, "quote"),
              "order", component(QuoteRule.class, "anyOrder"),
              "id", component(QuoteRule.class, "id")));

  private static final Map<String, Class<? extends Record>> STREAMS =
      Map.of(
          "osc", StreamSettings.Osc.class,
          "midi", StreamSettings.Midi.class,
          "file", StreamSettings.Recording.class,
          "kafka", StreamSettings.Kafka.class,
          "ure", StreamSettings.Ure.class);

  /** A key, by file and path, and the component that holds it. */
  private record Held(String file, String path, Key key, RecordComponent component) {
    String name() {
      return file + ' ' + path;
    }
  }

  @Test
  void everyKeyHasAReader() {
    List<Held> held = new ArrayList<>();
    for (ConfigFile file : ConfigFile.values()) {
      if (RECORDS.containsKey(file)) {
        hold(held, file, "", file.section(), RECORDS.get(file));
      } else {
        rules(held, file);
      }
    }
    assertThat(held).hasSizeGreaterThan(150);
    assertThat(unread(held, Production.CLASSES, KeysActTest::inSettings)).isEmpty();
  }

  /** The one key of the sample that nobody outside reads, though lint and binder do. */
  @Test
  void keyWithoutAReaderIsFound() {
    JavaClasses sample = new ClassFileImporter().importPackages("lumen.architecture.unread");
    List<Held> held = new ArrayList<>();
    hold(held, ConfigFile.FUSION, "", OneKeyTooMany.SECTION, OneKeyTooMany.Settings.class);
    assertThat(
            unread(held, sample, type -> type.getName().startsWith(OneKeyTooMany.class.getName())))
        .containsExactly("fusion.yaml inner.checked_only", "fusion.yaml unread");
  }

  private static boolean inSettings(JavaClass type) {
    return type.getPackageName().equals("lumen.fusion.settings")
        || type.getPackageName().startsWith("lumen.settings")
        || type.getName().equals(RiskRule.class.getName())
        || type.getName().equals(QuoteRule.class.getName());
  }

  private static List<String> unread(
      List<Held> held, JavaClasses classes, Predicate<JavaClass> settings) {
    KeyReaders readers = new KeyReaders(classes, settings);
    Set<String> acting = new HashSet<>(ACT_BY_THEIR_CHECK);
    held.stream()
        .filter(of -> oneWord(of.key()) || readers.isRead(of.component()))
        .map(Held::name)
        .forEach(acting::add);
    for (Held of : held) {
      if (of.key().standard() instanceof Key.FromFile from && acting.contains(of.name())) {
        acting.add(from.fileName() + ' ' + from.path());
      }
    }
    return held.stream().map(Held::name).filter(name -> !acting.contains(name)).sorted().toList();
  }

  /** Where there is one word to choose, the key says what is done, and changes nothing. */
  private static boolean oneWord(Key key) {
    return key.shape() instanceof Shape.Choice choice && choice.words().size() == 1;
  }

  private static void rules(List<Held> held, ConfigFile file) {
    Map<String, RecordComponent> of = RULES.get(file);
    for (Key key : file.section().keys()) {
      assertThat(of)
          .as("what became of " + file.fileName() + ' ' + key.name())
          .containsKey(key.name());
      held.add(new Held(file.fileName(), key.name(), key, of.get(key.name())));
    }
  }

  private static void hold(
      List<Held> held, CatalogueFile file, String at, Section section, Class<?> type) {
    for (Key key : section.keys()) {
      String path = at + key.name();
      if (key.name().equals(Shape.Variants.SELECTOR) && STREAMS.containsValue(type)) {
        continue;
      }
      RecordComponent component = component(type, camel(key.name()));
      if (key.shape() instanceof Section inner) {
        hold(held, file, path + '.', inner, component.getType());
      } else if (key.shape() instanceof Shape.Members members) {
        hold(held, file, path + ".NAME.", members.member(), argument(component));
      } else if (key.shape() instanceof Shape.Variants variants) {
        for (Shape.Variant variant : variants.variants()) {
          assertThat(STREAMS).as("the record of " + path).containsKey(variant.type());
          Class<?> record = STREAMS.get(variant.type());
          hold(held, file, path + '.' + variant.type() + '.', variant.section(), record);
        }
      } else {
        held.add(new Held(file.fileName(), path, key, component));
      }
    }
  }

  private static Class<?> argument(RecordComponent component) {
    Class<?> member =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    assertThat(member).isEqualTo(SourceSettings.class);
    return member;
  }

  private static RecordComponent component(Class<?> type, String name) {
    Optional<RecordComponent> component =
        Arrays.stream(type.getRecordComponents()).filter(of -> of.getName().equals(name)).findAny();
    return component.orElseThrow(
        () -> new AssertionError("a key must have a component: " + type.getName() + ' ' + name));
  }

  /** The component of a key: {@code window_s} is {@code windowS}. */
  private static String camel(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.split("_", -1)) {
      boolean first = name.isEmpty();
      name.append(first ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
