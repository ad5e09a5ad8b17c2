package lumen.connectors.osc;

import static lumen.connectors.osc.Packets.ARRIVAL;
import static lumen.connectors.osc.Packets.bundle;
import static lumen.connectors.osc.Packets.decoded;
import static lumen.connectors.osc.Packets.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import lumen.event.KeyFilter;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Elements;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import lumen.intake.LiveMessage.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OscDecoderTest {
  private static final long NOON = 1_705_320_000_000_000L;

  @Test
  void oneNumberIsAScalar() {
    assertThat(scalar("i", out -> out.writeInt(-7))).isEqualTo(-7);
    assertThat(scalar("f", out -> out.writeFloat(0.5f))).isEqualTo(0.5);
    assertThat(scalar("d", out -> out.writeDouble(Math.PI))).isEqualTo(Math.PI);
    assertThat(scalar("h", out -> out.writeLong(1L << 40))).isEqualTo(1L << 40);
    assertThat(scalar("T", out -> {})).isEqualTo(1);
    assertThat(scalar("F", out -> {})).isEqualTo(0);
    assertThat(scalar("I", out -> {})).isEqualTo(1);
    assertThat(scalar("", out -> {})).isEqualTo(1);
    assertThat(scalar("f", out -> out.writeFloat(Float.NaN))).isNaN();
  }

  private static double scalar(String tags, Packets.Writing values) {
    Scalar scalar = (Scalar) only(message("/a/b", tags, values));
    assertThat(scalar)
        .isEqualTo(new Scalar("/a/b", scalar.value(), LiveMessage.UNSTAMPED, ARRIVAL));
    return scalar.value();
  }

  private static LiveMessage only(byte[] packet) {
    List<LiveMessage> messages = decoded(packet);
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  @Test
  void messageWithoutTypeTagsIsAnImpulse() {
    assertThat(only(Packets.string("/go")))
        .isEqualTo(new Scalar("/go", 1, LiveMessage.UNSTAMPED, ARRIVAL));
  }

  @Test
  void oneTextIsAFact() {
    for (String tag : new String[] {"s", "S"}) {
      assertThat(only(message("/größe", tag, out -> out.write(Packets.string("süß €")))))
          .isEqualTo(new Text("/größe", "süß €", LiveMessage.UNSTAMPED, ARRIVAL));
    }
    assertThat(only(message("/key", "c", out -> out.writeInt('x'))))
        .isEqualTo(new Text("/key", "x", LiveMessage.UNSTAMPED, ARRIVAL));
  }

  @Test
  void severalKeepTheirIndices() {
    byte[] packet =
        message(
            "/imu",
            "f[iN[s]]bd",
            out -> {
              out.writeFloat(1);
              out.writeInt(2);
              out.write(Packets.string("x"));
              out.writeInt(3);
              out.writeInt(0x01020300);
              out.writeDouble(6);
            });

    Elements elements = (Elements) only(packet);

    assertThat(elements.key()).isEqualTo("/imu");
    assertThat(elements.values()).containsExactly(1, 2, Double.NaN, Double.NaN, Double.NaN, 6);
  }

  @Test
  void arrayOfOneIsStillAnArray() {
    Elements elements = (Elements) only(message("/a", "[i]", out -> out.writeInt(9)));

    assertThat(elements.values()).containsExactly(9);
  }

  static Stream<byte[]> unusable() {
    return Stream.of(
        message("/a", "N", out -> {}),
        message("/a", "[]", out -> {}),
        message("/a", "t", out -> out.writeLong(5)),
        message("/a", "r", out -> out.writeInt(5)),
        message("/a", "m", out -> out.writeInt(5)),
        message("/a", "b", out -> out.writeInt(0)),
        message("/a", "[s]", out -> out.write(Packets.string("x"))),
        message("/a", "ss", out -> out.write(new byte[] {'x', 0, 0, 0, 'y', 0, 0, 0})));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatHasNeitherNumberNorTextIsOneRefusal(byte[] packet) {
    Refused refused = (Refused) only(packet);

    assertThat(refused.reason()).isEqualTo(RejectReason.NO_USABLE_VALUE);
    assertThat(refused.detail()).startsWith("must have a number, or one text: /a with ");
    assertThat(refused.detail()).endsWith("from 127.0.0.1:40000");
    assertThat(refused.raw()).startsWith("2f610000").hasSize(2 * packet.length);
  }

  @Test
  void innermostTagThatTellsATimeIsTheEventTime() {
    long noon = OscTimeTag.ofMicros(NOON);
    long later = OscTimeTag.ofMicros(NOON + 1);
    byte[] packet =
        bundle(
            noon,
            message("/outer", 0),
            bundle(later, message("/inner", 0), bundle(1, message("/immediate", 0))),
            bundle(0, message("/unknown", 0)),
            bundle(1));

    assertThat(decoded(packet))
        .containsExactly(
            new Scalar("/outer", 0, NOON, ARRIVAL),
            new Scalar("/inner", 0, NOON + 1, ARRIVAL),
            new Scalar("/immediate", 0, NOON + 1, ARRIVAL),
            new Scalar("/unknown", 0, NOON, ARRIVAL));
    assertThat(decoded(bundle(1, message("/a", 0))))
        .containsExactly(new Scalar("/a", 0, LiveMessage.UNSTAMPED, ARRIVAL));
  }

  @Test
  void tagsAreLeftAloneWhereTheyAreNotUsed() {
    OscDecoder decoder = new OscDecoder(KeyFilter.ALL, false);
    decoder.decode(Packets.datagram(bundle(OscTimeTag.ofMicros(NOON), message("/a", 0))));

    assertThat(decoder.messages())
        .containsExactly(new Scalar("/a", 0, LiveMessage.UNSTAMPED, ARRIVAL));
  }

  @Test
  void addressThatIsNotSelectedIsFilteredHoweverOften() {
    OscDecoder decoder = new OscDecoder(OscAddressFilter.of(List.of("/a/*")), true);
    byte[] packet = bundle(1, message("/a/b", 1), message("/b", 2), message("/b", 3));
    for (int i = 0; i < 3; i++) {
      decoder.decode(Packets.datagram(packet));

      assertThat(decoder.messages())
          .containsExactly(new Scalar("/a/b", 1, LiveMessage.UNSTAMPED, ARRIVAL));
      assertThat(decoder.filtered()).isEqualTo(2);
    }
  }

  @Test
  void nothingOfAMalformedBundleIsTaken() {
    OscDecoder decoder = new OscDecoder(OscAddressFilter.of(List.of("/a")), true);
    byte[] packet = bundle(1, message("/a", 1), message("/b", 2), new byte[] {'/', 'a', 'b', 'c'});
    decoder.decode(Packets.datagram(packet));

    assertThat(decoder.filtered()).isZero();
    assertThat(decoder.messages()).hasSize(1);
    Refused refused = (Refused) decoder.messages().get(0);
    assertThat(refused.reason()).isEqualTo(RejectReason.MALFORMED_OSC);
    assertThat(refused.detail())
        .isEqualTo("must end in a zero byte: string at byte 52 of 56, packet from 127.0.0.1:40000");
    assertThat(refused.raw()).isEqualTo(HexFormat.of().formatHex(packet));
  }

  @ParameterizedTest
  @CsvSource({
    "'', must not be empty",
    "2f61, length must be a multiple of 4",
    "61626300, must begin with / or #bundle",
    "2362756e646c6500, must begin with #bundle and a time tag",
    "2362756e646c65610000000000000001, must begin with #bundle and a time tag",
    "2362756e646c6500000000000000000100000008, size must be within the bundle",
    "2362756e646c65000000000000000001ffffffff, size must be within the bundle",
    "2362756e646c6500000000000000000100000000, must not be empty",
    "2f616200 69000000, type tag string must begin with a comma",
    "2f616200 2c690000, must lie within its message",
    "2f616200 2c000000 00000000, must end with its last argument",
    "2f616200 2c780000, must be one of ifsbhtdScrmTFNI[]: type tag 120",
    "2f616200 2c5b0000, ] must close each [",
    "2f616200 2c5d0000, [ must open each ]",
    "2f616200 2c620000 7fffffff, must lie within its message",
    "2f616200 2c620000 80000000, must lie within its message",
    "2f616200 2c620000 00000003 61626364, must be padded with zero bytes",
    "2f616200 2c730000 61620063, must be padded with zero bytes",
    "2f616200 2c730000 c3280000, must be UTF-8",
    "2f616200 2c730000 ff000000, must be UTF-8",
    "2f616200 2c730000 c3000000, must be UTF-8",
    "2f616200 2c630000 00000100, must be an ASCII character",
    "2f610a00, must be printable: address",
    "2f617f00, must be printable: address",
  })
  void damageIsNamed(String hex, String rule) {
    byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));
    Refused refused = (Refused) only(packet);

    assertThat(refused.reason()).isEqualTo(RejectReason.MALFORMED_OSC);
    assertThat(refused.detail()).startsWith(rule).contains(" at byte ");
  }

  @Test
  void depthIsBounded() {
    byte[] packet = message("/a", 1);
    for (int i = 0; i < OscReader.MAX_DEPTH; i++) {
      packet = bundle(1, packet);
    }
    assertThat(only(packet)).isInstanceOf(Scalar.class);
    assertThat(((Refused) only(bundle(1, packet))).detail()).contains("bundles must nest at most");

    String deep = "[".repeat(2000) + "i" + "]".repeat(2000);
    assertThat(((Refused) only(message("/a", deep, out -> out.writeInt(1)))).detail())
        .contains("arrays must nest at most");
  }

  @Test
  void longPacketIsKeptInPart() {
    byte[] packet = message("/a", "?" + "T".repeat(6000), out -> {});

    assertThat(((Refused) only(packet)).raw()).hasSize(8192);
  }
}
