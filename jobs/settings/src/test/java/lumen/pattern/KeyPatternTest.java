package lumen.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "acc_* acc_x true",
        "acc_* acc_ true",
        "acc_* gyr_x false",
        "acc_* acc false",
        "* /ure/velocity true",
        "/ure/* /ure/a/b true",
        "a?c abc true",
        "a?c ac false",
        "a?c abbc false",
        "[xyz] y true",
        "[xyz] w false",
        "[a-c]1 b1 true",
        "[a-c]1 d1 false",
        "[!a-c]1 d1 true",
        "[^a-c]1 b1 false",
        "[]]x ]x true",
        "[a-] - true",
        "{left,right}_foot right_foot true",
        "{left,right}_foot up_foot false",
        "{a,b{c,d}}e bde true",
        "{a,}b b true",
        "{a*,b?}z axxz true",
        "acc[0] acc[0] true",
        "acc[0] acc0 true",
        "acc[0] acc[1] false",
        "acc[*] acc[12] true",
        "acc[*] acc[] false",
        "acc[*] acc[x] false",
        "{acc,gyr}[10] gyr[10] true",
        "acc\\[0\\] acc[0] true",
        "acc\\[0\\] acc0 false",
        "a\\*b a*b true",
        "a\\*b axb false",
        "[\\]] ] true",
        "a,b a,b true",
        "a}b a}b true",
        "acc.x acc.x true",
        "acc.x accyx false",
      })
  void matches(String pattern, String key, boolean expected) {
    assertThat(KeyPattern.of(pattern).matches(key)).isEqualTo(expected);
  }

  @Test
  void questionMarkTakesOneCharacterAlsoBeyondTheBasicPlane() {
    assertThat(KeyPattern.of("a?b").matches("a\ud83c\udfb5b")).isTrue();
    assertThat(KeyPattern.of("a??b").matches("a\ud83c\udfb5b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "acc[~must close every [",
        "acc[a~must close every [",
        "{a,b~must close every {",
        "{a,{b}~must close every {",
        "a\\~must name a character after its last \\",
        "[z-a]~must have ranges that ascend",
        "''~must have 1 to 512 characters",
      })
  void whatIsNoPatternIsRefused(String pattern, String reason) {
    assertThatThrownBy(() -> KeyPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void everyPatternMatchesTheKeyItIsEqualTo() {
    for (String text : new String[] {"a[xyz]", "{a,b}", "\\*", "[!a]", "*?"}) {
      assertThat(KeyPattern.of(text).matches(text)).as(text).isTrue();
    }
  }

  /** A backtracking matcher takes 2^40 steps here. */
  @Test
  void manyStarsTakeNoLongerThanTheirNumberTimesTheKey() {
    KeyPattern pattern = KeyPattern.of("a*".repeat(200) + "b");
    assertThat(pattern.matches("a".repeat(512))).isFalse();
    KeyPattern alternatives = KeyPattern.of("{a,aa,aaa}".repeat(45) + "b");
    assertThat(alternatives.matches("a".repeat(100))).isFalse();
  }

  /** The reference is a backtracking matcher, on texts that are short enough for it. */
  @Test
  void agreesWithAnotherMatcherOnRandomPatterns() {
    long seed = 20240611;
    Random random = new Random(seed);
    int matches = 0;
    for (int run = 0; run < 20_000; run++) {
      StringBuilder glob = new StringBuilder("x");
      StringBuilder regex = new StringBuilder("x");
      for (int i = random.nextInt(6); i > 0; i--) {
        String[] pair = PIECES[random.nextInt(PIECES.length)];
        glob.append(pair[0]);
        regex.append(pair[1]);
      }
      StringBuilder key = new StringBuilder("x");
      for (int i = random.nextInt(7); i > 0; i--) {
        key.append(KEYS[random.nextInt(KEYS.length)]);
      }
      boolean expected =
          key.compareTo(glob) == 0
              || Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(key).matches();
      matches += expected ? 1 : 0;
      assertThat(KeyPattern.of(glob.toString()).matches(key.toString()))
          .as("seed %d run %d: %s on %s", seed, run, glob, key)
          .isEqualTo(expected);
    }
    assertThat(matches).isBetween(500, 19_500);
  }

  private static final String[] KEYS = {
    "a", "b", "c", "0", "1", "[0]", "[10]", "*", "/", ".", "\n", "\ud83c\udfb5", "\ud83c", "|", "\\"
  };

  private static final String[][] PIECES = {
    {"a", "a"},
    {"b", "b"},
    {".", "\\."},
    {"|", "\\|"},
    {"*", ".*"},
    {"?", "."},
    {"[ab]", "[ab]"},
    {"[!a]", "[^a]"},
    {"[^a-c]", "[^a-c]"},
    {"[]a]", "[\\]a]"},
    {"[0]", "(0|\\[0\\])"},
    {"[10]", "([10]|\\[10\\])"},
    {"[*]", "(\\*|\\[[0-9]+\\])"},
    {"[\ud83c\udfb5b]", "[\ud83c\udfb5b]"},
    {"\ud83c\udfb5", "\ud83c\udfb5"},
    {"\\*", "\\*"},
    {"\\a", "a"},
    {"{a,bc}", "(a|bc)"},
    {"{a*,}", "(a.*|)"},
    {"{}", "()"},
    {"{a{b,c*},[*]}", "(a(b|c.*)|(\\*|\\[[0-9]+\\]))"}
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "* ~ anything",
        "* ~ d*_sub?",
        "d* ~ d{1,2}_sub[0-9]",
        "d*_sub* ~ d1_sub2",
        "d*_sub* ~ d?_sub*",
        "d[12] ~ d1",
        "*b ~ a{]b,c[x}]}b",
        "a* ~ a\\*",
      })
  void patternCoversWhatItTakesWhole(String first, String other) {
    assertThat(KeyPattern.of(first).covers(KeyPattern.of(other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "d1_sub2 ~ d*_sub*",
        "d*_sub* ~ d*",
        "a* ~ *b",
        "d[12] ~ d2x",
        "d[0-9]* ~ d1*",
        "d{1,2} ~ d{1,2}x",
        "d?b ~ d*b",
      })
  void patternIsNotSaidToCoverWhatItMayLeave(String first, String other) {
    assertThat(KeyPattern.of(first).covers(KeyPattern.of(other))).isFalse();
  }

  @Test
  void survivesSerialisation() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(KeyPattern.of("acc_{x,y}"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      KeyPattern read = (KeyPattern) in.readObject();
      assertThat(read).isEqualTo(KeyPattern.of("acc_{x,y}"));
      assertThat(read.matches("acc_y")).isTrue();
    }
  }
}
