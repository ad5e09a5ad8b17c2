package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {
  private static final String HEAD =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops\n";

  @TempDir private Path folder;
  private long nanos;

  @Test
  void countsWhatLinuxDropsFromAFullSocket() throws IOException {
    assumeTrue(Files.isReadable(KernelDrops.PROC_NET.resolve("udp")), "only Linux tells");
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    int packets = 2000;
    try (DatagramChannel socket = OscSocket.open(loopback, 4096);
        DatagramChannel sender = DatagramChannel.open().connect(OscSocket.address(socket))) {
      KernelDrops drops =
          new KernelDrops(OscSocket.address(socket), KernelDrops.PROC_NET, () -> nanos);
      byte[] packet = Packets.message("/flood", 1);
      for (int i = 0; i < packets; i++) {
        assertThat(sender.write(ByteBuffer.wrap(packet))).isEqualTo(packet.length);
      }
      nanos += 1_000_000_000;
      long dropped = drops.take();

      socket.configureBlocking(false);
      long kept = 0;
      while (socket.receive(ByteBuffer.allocate(64)) != null) {
        kept++;
      }
      assertThat(dropped).isPositive();
      assertThat(kept + dropped).isEqualTo(packets);
      assertThat(drops.total()).isEqualTo(dropped);
      assertThat(drops.known()).isTrue();
    }
  }

  @Test
  void looksOnceASecondAndAtTheEnd() throws IOException {
    write("udp", "0100007F:2328", 77, 5);
    KernelDrops drops = at("127.0.0.1", 9000);

    write("udp", "0100007F:2328", 77, 7);
    assertThat(drops.take()).isZero();
    nanos += 1_000_000_000;
    assertThat(drops.take()).isEqualTo(2);
    write("udp", "0100007F:2328", 77, 8);
    assertThat(drops.take()).isZero();
    drops.look();
    assertThat(drops.take()).isEqualTo(1);
    assertThat(drops.total()).isEqualTo(3);
  }

  @Test
  void counterOf32BitsMayRollOverAndANewSocketBeginsAtZero() throws IOException {
    write("udp", "0100007F:2328", 77, 4_294_967_290L);
    KernelDrops drops = at("127.0.0.1", 9000);

    write("udp", "0100007F:2328", 77, 4);
    drops.look();
    assertThat(drops.take()).isEqualTo(10);
    write("udp", "0100007F:2328", 78, 3);
    drops.look();
    assertThat(drops.take()).isEqualTo(3);
  }

  @Test
  void findsAddressesOfVersion6() throws IOException {
    write("udp", "0100007F:2328", 76, 0);
    write("udp6", "00000000000000000000000001000000:2328", 77, 0);
    KernelDrops drops = at("::1", 9000);

    write("udp6", "00000000000000000000000001000000:2328", 77, 9);
    drops.look();
    assertThat(drops.take()).isEqualTo(9);
  }

  @Test
  void isUnknownWhereNothingTells() throws IOException {
    assertThat(at("127.0.0.1", 9000).known()).isFalse();
    Files.writeString(folder.resolve("udp"), HEAD + "  1: 0100007F:2328 rubbish\n");
    KernelDrops drops = at("127.0.0.1", 9000);
    drops.look();

    assertThat(drops.known()).isFalse();
    assertThat(drops.take()).isZero();
  }

  private KernelDrops at(String host, int port) throws IOException {
    return new KernelDrops(
        new InetSocketAddress(InetAddress.getByName(host), port), folder, () -> nanos);
  }

  private void write(String table, String local, long inode, long drops) throws IOException {
    String other = "  9: 00000000:2328 00000000:0000 07 0:0 00:0 0 0 0 11 2 ffff 99\n";
    String line =
        "  1: " + local + " 00000000:0000 07 0:0 00:0 0 0 0 " + inode + " 2 ffff " + drops;
    Files.writeString(folder.resolve(table), HEAD + other + line + "\n");
  }
}
