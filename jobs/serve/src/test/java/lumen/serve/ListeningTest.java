package lumen.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import lumen.fixtures.RawHttp;
import lumen.serve.kept.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where others reach it, they reach it by the names that its operator has told. */
final class ListeningTest {
  @TempDir private Path temp;

  private ServePlan plan(String address, List<String> hosts) throws IOException {
    return new ServePlan(
        InetAddress.getByName(address),
        0,
        hosts,
        List.of(),
        List::of,
        Optional.empty(),
        new Snapshots(temp.resolve("savepoints"), temp.resolve("checkpoints")),
        ServeFixture.unlimited(),
        Optional.empty());
  }

  private static int status(LiveServer server, String host) throws IOException {
    return RawHttp.status(
        RawHttp.send(
            server.port(), "", "GET /healthz HTTP/1.1", "Host: " + host, "Connection: close"));
  }

  @Test
  void strangersByNameAreRefusedOnEveryAddress() throws IOException {
    ServePlan plan = plan("0.0.0.0", List.of("lumen-api", "any-address"));
    try (LiveServer server = LiveServer.start(plan, InstantSource.system())) {
      assertThat(status(server, "lumen-api:9320")).isEqualTo(200);
      assertThat(status(server, "10.1.2.3:9320")).isEqualTo(200);
      assertThat(status(server, "evil.example:9320")).isEqualTo(403);
    }
    try (LiveServer server =
        LiveServer.start(plan("0.0.0.0", List.of("lumen-api")), InstantSource.system())) {
      assertThat(status(server, "10.1.2.3:9320")).isEqualTo(403);
    }
  }

  @Test
  void nobodyListensToAllWithoutANameToBeCalledBy() {
    assertThatThrownBy(() -> plan("0.0.0.0", List.of()))
        .hasMessage(
            "--allow-host NAME must be given with --listen 0.0.0.0, the name by which it is called");
  }
}
