package lumen.ctl.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OscNumbersTest {
  private static byte[] padded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(bytes, (bytes.length / 4 + 1) * 4);
  }

  private static byte[] message(String address) {
    return ByteBuffer.allocate(64)
        .put(padded(address))
        .put(padded(",ifsdhT"))
        .putInt(3)
        .putFloat(1.5f)
        .put(padded("abcd"))
        .putDouble(-2.25)
        .putLong(5)
        .array();
  }

  private static byte[] bundle(byte[]... messages) {
    ByteBuffer buffer = ByteBuffer.allocate(16 + messages.length * 68);
    buffer.put(padded("#bundle")).putLong(1);
    for (byte[] message : messages) {
      buffer.putInt(message.length).put(message);
    }
    return buffer.array();
  }

  @Test
  void multipliesEveryNumberAndNothingElse() {
    byte[] packet = message("/wrist");
    assertThat(OscNumbers.change(packet, address -> address.equals("/wrist"), v -> v * 8)).isTrue();
    ByteBuffer changed = ByteBuffer.wrap(packet);
    assertThat(Arrays.copyOf(packet, 16)).isEqualTo(Arrays.copyOf(message("/wrist"), 16));
    changed.position(16);
    assertThat(changed.getInt()).isEqualTo(24);
    assertThat(changed.getFloat()).isEqualTo(12f);
    byte[] text = new byte[8];
    changed.get(text);
    assertThat(text).isEqualTo(padded("abcd"));
    assertThat(changed.getDouble()).isEqualTo(-18.0);
    assertThat(changed.getLong()).isEqualTo(40);
  }

  @Test
  void messagesOfOtherAddressesStay() {
    byte[] packet = bundle(message("/belt"), message("/wrist"));
    byte[] before = packet.clone();
    assertThat(OscNumbers.change(packet, address -> address.startsWith("/w"), v -> v * 8)).isTrue();
    assertThat(Arrays.copyOf(packet, 84)).isEqualTo(Arrays.copyOf(before, 84));
    assertThat(Arrays.copyOfRange(packet, 84, packet.length))
        .isNotEqualTo(Arrays.copyOfRange(before, 84, before.length));
    assertThat(OscNumbers.change(before, address -> address.startsWith("/x"), v -> v * 8))
        .isFalse();
  }

  @Test
  void whatIsNoOscIsHandedOn() {
    long seed = 7;
    Random random = new Random(seed);
    byte[] good = bundle(message("/belt"), message("/wrist"));
    for (int round = 0; round < 100_000; round++) {
      byte[] packet = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = 0; i < 3 && packet.length > 0; i++) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt();
      }
      int length = packet.length;
      OscNumbers.change(packet, address -> true, v -> v * 8);
      assertThat(packet).as("seed %d round %d", seed, round).hasSize(length);
    }
  }
}
