package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import lumen.event.KeyFilter;
import lumen.event.RejectReason;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Refused;
import org.junit.jupiter.api.Test;

/** More than a million packets, random and damaged: each is accounted for, none throws. */
class OscFuzzTest {
  private static final int RANDOM = 300_000;
  private static final int MUTATED = 800_000;

  private final OscReader counting = new OscReader();
  private final KeyFilter halfOfThem = address -> (address.length() & 1) == 0;
  private final OscDecoder decoder = new OscDecoder(halfOfThem, true);
  private long refused;
  private long read;

  @Test
  void randomPacketsAreAccountedFor() {
    long seed = 20_251_121;
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM; i++) {
      byte[] packet = new byte[4 * random.nextInt(16)];
      random.nextBytes(packet);
      if (i % 2 == 0 && packet.length > 0) {
        packet[0] = '/';
      } else if (packet.length > 8) {
        System.arraycopy(Packets.string("#bundle"), 0, packet, 0, 8);
      }
      check(packet, seed, i);
    }
    System.out.printf("seed %d: %d messages, %d refused%n", seed, read, refused);
  }

  @Test
  void mutatedPacketsAreAccountedFor() throws IOException {
    long seed = 20_251_122;
    Random random = new Random(seed);
    List<byte[]> sound = new ArrayList<>();
    OscCorpus.entries().forEach(entry -> sound.add(entry.packet()));
    for (int i = 0; i < MUTATED; i++) {
      byte[] packet = sound.get(random.nextInt(sound.size()));
      for (int n = random.nextInt(3); n >= 0; n--) {
        packet = mutated(packet, sound, random);
      }
      check(packet, seed, i);
    }
    System.out.printf("seed %d: %d messages, %d refused%n", seed, read, refused);
    assertThat(read).isGreaterThan(MUTATED / 10);
    assertThat(refused).isGreaterThan(MUTATED / 10);
  }

  private static byte[] mutated(byte[] packet, List<byte[]> others, Random random) {
    byte[] changed = packet.clone();
    int at = packet.length == 0 ? 0 : random.nextInt(packet.length);
    switch (random.nextInt(7)) {
      case 0 -> {
        if (packet.length > 0) {
          changed[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> {
        if (packet.length > 0) {
          changed[at] =
              "/#,[]ifsb\0\u00ff".getBytes(StandardCharsets.ISO_8859_1)[random.nextInt(11)];
        }
      }
      case 2 -> changed = Arrays.copyOf(packet, at);
      case 3 -> changed = Arrays.copyOf(packet, at / 4 * 4);
      case 4 -> changed = Arrays.copyOf(packet, packet.length + 4 * random.nextInt(4));
      case 5 -> changed = Packets.bundle(random.nextInt(3), packet, others.get(random.nextInt(8)));
      default -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = other.length == 0 ? 0 : random.nextInt(other.length) / 4 * 4;
        int length = Math.min(other.length - from, packet.length - at / 4 * 4);
        System.arraycopy(other, from, changed, at / 4 * 4, Math.max(0, length));
      }
    }
    return changed;
  }

  private void check(byte[] packet, long seed, int i) {
    try {
      account(packet);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed " + seed + " packet " + i + ": " + HexFormat.of().formatHex(packet), e);
    }
  }

  private void account(byte[] packet) {
    decoder.decode(Packets.datagram(packet));
    List<LiveMessage> messages = decoder.messages();
    int counted;
    try {
      counted = counting.read(packet, packet.length, OscVisitor.NONE);
    } catch (MalformedOscException e) {
      counted = -1;
    }
    boolean malformed =
        messages.size() == 1
            && messages.get(0) instanceof Refused only
            && only.reason() == RejectReason.MALFORMED_OSC;
    if (malformed != (counted < 0)
        || (!malformed && messages.size() + decoder.filtered() != counted)) {
      throw new AssertionError(counted + " counted: " + messages + " and " + decoder.filtered());
    }
    refused += malformed ? 1 : 0;
    read += malformed ? 0 : counted;
  }
}
