package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import lumen.signal.gain.GainCurve;
import lumen.tune.NewValue.Decimal;
import lumen.tune.NewValue.Word;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlEditTest {
  private static final int SEEDS = 150;

  private static Decimal decimal(String text) {
    return new Decimal(new BigDecimal(text));
  }

  private static NewValue table(double... xy) {
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new GainCurve.Point(xy[i], xy[i + 1]));
    }
    return NewValue.table(points);
  }

  private static String edit(String text, String path, NewValue value) {
    return YamlEdit.with(text, PatchPath.parts(path), value);
  }

  /** The value that another reader finds. */
  private static Object found(String text, List<String> path) {
    Object node = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    for (String name : path) {
      node = Objects.requireNonNull((Map<?, ?>) node).get(name);
    }
    return node;
  }

  @Test
  void nothingButTheNumberChanges() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomYaml yaml = new RandomYaml(seed, "0.35");
      String edited = YamlEdit.with(yaml.text(), yaml.path(), decimal("0.385"));
      assertThat(edited).as("seed %d", seed).isEqualTo(yaml.head() + "0.385" + yaml.tail());
      assertThat(found(edited, yaml.path())).as("seed %d", seed).isEqualTo(0.385);
    }
  }

  @Test
  void nothingButTheQuotedWordChanges() {
    for (long seed = 0; seed < SEEDS; seed++) {
      String quote = seed % 2 == 0 ? "'" : "\"";
      RandomYaml yaml = new RandomYaml(seed, quote + "residual" + quote);
      String edited = YamlEdit.with(yaml.text(), yaml.path(), new Word("fixed"));
      assertThat(edited)
          .as("seed %d", seed)
          .isEqualTo(yaml.head() + quote + "fixed" + quote + yaml.tail());
    }
  }

  @Test
  void nothingButTheChangedNumbersOfATableChange() {
    for (long seed = 0; seed < SEEDS; seed++) {
      String gap = seed % 3 == 0 ? "" : " ";
      String start = "[[0," + gap + "0.350], [1.0e-1,";
      RandomYaml yaml = new RandomYaml(seed, start + gap + "0.3], [.2, 0.28 ] ]");
      String edited = YamlEdit.with(yaml.text(), yaml.path(), table(0, 0.35, 0.1, 0.33, 0.2, 0.28));
      assertThat(edited)
          .as("seed %d", seed)
          .isEqualTo(yaml.head() + start + gap + "0.33], [.2, 0.28 ] ]" + yaml.tail());
    }
  }

  @Test
  void tableOfAnotherLengthIsReplacedAsAWhole() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomYaml yaml = new RandomYaml(seed, "[[0, 0.35], [0.1,   0.3]]");
      String edited = YamlEdit.with(yaml.text(), yaml.path(), table(0, 0.4, 0.1, 0.3, 0.2, 0.25));
      assertThat(edited)
          .as("seed %d", seed)
          .isEqualTo(yaml.head() + "[[0, 0.4], [0.1, 0.3], [0.2, 0.25]]" + yaml.tail());
    }
  }

  /** Wherever the section is, the text is as before but for one piece that is put in. */
  @Test
  void keyThatIsLeftOutIsPutInWithoutAChangeElsewhere() {
    Random random = new Random(11);
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomYaml yaml = new RandomYaml(seed, "0.35");
      List<String> path = new ArrayList<>(yaml.path());
      path.set(path.size() - 1, "new");
      if (random.nextBoolean()) {
        path.add("deep");
      }
      String text = yaml.text();
      String edited = YamlEdit.with(text, path, decimal("0.5"));
      int head = 0;
      while (head < text.length() && text.charAt(head) == edited.charAt(head)) {
        head++;
      }
      assertThat(edited).as("seed %d", seed).endsWith(text.substring(head));
      assertThat(found(edited, path)).as("seed %d", seed).isEqualTo(0.5);
      assertThat(found(edited, yaml.path())).as("seed %d", seed).isEqualTo(0.35);
    }
  }

  @Test
  void tableOfDashesKeepsItsLayoutAndComments() {
    String text =
        """
        kp_curve:                 # over the entropy ratio
          - [0, 0.35]             # locked
          # more
          -   - 0.1
              - 0.33   # less
          - - 0.2
            - 0.28
        ki_base: 0.08
        """;
    assertThat(edit(text, "kp_curve", table(0, 0.35, 0.1, 0.36, 0.25, 0.28)))
        .isEqualTo(text.replace("0.33", "0.36").replace("0.2\n", "0.25\n"));
  }

  @Test
  void tableOfDashesMayChangeItsLength() {
    String text = "a:\r\n  kp_curve:\r\n  - [0, 0.35]\r\n  - [0.1, 0.33]\r\n\r\n# end\r\n";
    assertThat(edit(text, "a.kp_curve", table(0, 0.4)))
        .isEqualTo("a:\r\n  kp_curve:\r\n  - [0, 0.4]\r\n\r\n# end\r\n");
    assertThat(edit(text, "a.kp_curve", table(0, 0.4, 0.1, 0.3, 0.2, 0.2)))
        .isEqualTo(
            "a:\r\n  kp_curve:\r\n  - [0, 0.4]\r\n  - [0.1, 0.3]\r\n  - [0.2, 0.2]\r\n\r\n# end\r\n");
  }

  @Test
  void commentInsideATableIsNotLost() {
    String text = "t: [[0, 0.35], # locked\n    [0.1, 0.33]]\n";
    assertThat(edit(text, "t", table(0, 0.3, 0.1, 0.33))).isEqualTo(text.replace("0.35", "0.3"));
    assertThatThrownBy(() -> edit(text, "t", table(0, 0.3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without comments inside");
  }

  @Test
  void keyIsPutInBehindTheLastOfItsSection() {
    assertThat(edit("a:\n    b: 1    # one\n# c\nd: 2", "a.c", decimal("3")))
        .isEqualTo("a:\n    b: 1    # one\n    c: 3\n# c\nd: 2");
    assertThat(edit("a:\n  b: 1", "a.c", decimal("3"))).isEqualTo("a:\n  b: 1\n  c: 3");
    assertThat(edit("a: {b: 1}", "a.c", decimal("3"))).isEqualTo("a: {b: 1, c: 3}");
    assertThat(edit("a: { }\n", "a.c", decimal("3"))).isEqualTo("a: {c: 3 }\n");
    assertThat(edit("a:   # none\nb: 1\n", "a.c", decimal("3")))
        .isEqualTo("a: {c: 3}   # none\nb: 1\n");
    assertThat(edit("a: ~\n", "a.c", decimal("3"))).isEqualTo("a: {c: 3}\n");
    assertThat(edit("a:\n  b: |\n    text\n\nd: 2\n", "a.c", decimal("3")))
        .isEqualTo("a:\n  c: 3\n  b: |\n    text\n\nd: 2\n");
  }

  @Test
  void sectionsThatAreLeftOutArePutInWithTheKey() {
    assertThat(edit("x: 1\r\n", "phase.gain.kp", decimal("0.4")))
        .isEqualTo("x: 1\r\nphase:\r\n  gain:\r\n    kp: 0.4\r\n");
    assertThat(edit("", "phase.gain.kp", decimal("0.4")))
        .isEqualTo("phase:\n  gain:\n    kp: 0.4\n");
    assertThat(edit("# nothing yet", "a.b", decimal("1"))).isEqualTo("# nothing yet\na:\n  b: 1\n");
    assertThat(edit("---\n", "a.b", decimal("1"))).isEqualTo("---\na:\n  b: 1\n");
    assertThat(edit("{}\n", "a.b", decimal("1"))).isEqualTo("{a: {b: 1}}\n");
  }

  @Test
  void nameThatNeedsQuotesGetsThem() {
    assertThat(edit("sources:\n  a: {}\n", "sources.\"chest.belt\".weight", decimal("2")))
        .isEqualTo("sources:\n  a: {}\n  'chest.belt':\n    weight: 2\n");
  }

  @Test
  void whatCannotBeEditedInPlaceIsRefused() {
    assertThatThrownBy(() -> edit("a: 1\n", "a.b", decimal("1")))
        .hasMessage("must lie in a section, but that is a value in the file");
    assertThatThrownBy(() -> edit("a: [1]\n", "a", decimal("1")))
        .hasMessage("must be of the kind that stands in the file");
    assertThatThrownBy(() -> edit("a: |\n  x\n", "a", new Word("y")))
        .hasMessage("must not be a text block: edit by hand");
    assertThatThrownBy(() -> edit("? a\n: {b: 1}\n", "c", decimal("1")))
        .hasMessage("must be written in another way: edit by hand");
    assertThatThrownBy(() -> edit("a: 1\n", "a[0]", decimal("1")))
        .hasMessage("must be a path of names such as phase.gain.kp: a[0]");
  }
}
