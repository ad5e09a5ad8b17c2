package lumen.ctl.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a folder, and what the others are told. */
class FolderLockTest {
  private static final String JOB = "0123456789abcdef0123456789abcdef";

  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temp.resolve("out");
  }

  @Test
  void folderIsHeldByOneAndFreeAfterwards() {
    try (FolderLock first = take(folder)) {
      refused(folder, "written by one command at a time", "`lumenctl first` (pid ", ", since 2");
    }
    take(folder).close();
    assertThat(folder.resolve(FolderLock.FILE)).isEmptyFile();
  }

  @Test
  void folderIsTheSameUnderAnotherName() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Files.createDirectory(folder));
    try (FolderLock first = take(folder)) {
      refused(link, "is held by `lumenctl first`");
      refused(folder.resolve("../out"), "is held by `lumenctl first`");
      take(temp.resolve("other")).close();
    }
  }

  @Test
  void whoeverTakesNothingIsToldOfACommandAndOfNoJob() throws Exception {
    FolderLock.requireNoCommand(folder);
    try (FolderLock first = take(folder)) {
      assertThatThrownBy(() -> FolderLock.requireNoCommand(folder))
          .hasMessageContaining("is held by `lumenctl first`");
    }
    FolderLock.requireNoCommand(folder);
    Process holder = hold();
    try (BufferedReader says = holder.inputReader()) {
      assertThat(says.readLine()).isEqualTo(FolderHolder.HELD);
      assertThatThrownBy(() -> FolderLock.requireNoCommand(folder))
          .hasMessageContaining("`" + FolderHolder.COMMAND + "` (pid " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    FolderLock.requireNoCommand(folder);
    take(folder).close();
  }

  @Test
  void captureOfAFolderIsALockOfItsOwn() {
    try (FolderLock first = take(folder)) {
      FolderLock.take("RUN", folder, FolderLock.CAPTURE, "lumenctl capture").close();
    }
  }

  @Test
  void anotherProcessIsNamedAndItsDeathFreesTheFolder() throws Exception {
    Process holder = hold();
    try (BufferedReader says = holder.inputReader()) {
      assertThat(says.readLine()).isEqualTo(FolderHolder.HELD);
      refused(folder, "`" + FolderHolder.COMMAND + "` (pid " + holder.pid() + ", since 2");
      refused(folder, "is held by");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    take(folder).close();
  }

  @Test
  void ofTwoProcessesAtTheSameInstantOneGetsIt() throws Exception {
    Process one = hold();
    Process other = hold();
    try (BufferedReader first = one.inputReader();
        BufferedReader second = other.inputReader()) {
      assertThat(List.of(first.readLine(), second.readLine()))
          .containsOnlyOnce(FolderHolder.HELD)
          .anyMatch(line -> line.contains("is held by `" + FolderHolder.COMMAND + "` (pid "));
    } finally {
      one.destroyForcibly().waitFor();
      other.destroyForcibly().waitFor();
    }
  }

  private Process hold() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            FolderHolder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void ofManyThreadsAtTheSameInstantOneGetsIt() throws Exception {
    int threads = 16;
    CountDownLatch together = new CountDownLatch(threads);
    CountDownLatch tried = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> got = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      got.add(
          pool.submit(
              () -> {
                together.countDown();
                together.await();
                try (FolderLock lock = take(folder)) {
                  tried.countDown();
                  tried.await();
                  return lock != null;
                } catch (CommandFailure e) {
                  tried.countDown();
                  return false;
                }
              }));
    }
    int holders = 0;
    for (Future<Boolean> one : got) {
      holders += one.get() ? 1 : 0;
    }
    pool.shutdown();
    assertThat(holders).isEqualTo(1);
  }

  @Test
  void jobThatOutlivesItsCommandKeepsTheFolder() throws IOException {
    HttpServer cluster = answering("{\"jid\":\"" + JOB + "\",\"state\":\"RUNNING\"}", 200);
    try {
      leaveNote(cluster);
      refused(
          folder,
          "the job " + JOB + " of the cluster in",
          "started by `lumenctl run --out o` (pid 4711",
          "`lumenctl cancel " + JOB + "`");
    } finally {
      cluster.stop(0);
    }
    take(folder).close();
  }

  @Test
  void jobThatIsBeingCancelledKeepsTheFolder() throws IOException {
    HttpServer cluster = answering("{\"jid\":\"" + JOB + "\",\"state\":\"CANCELLING\"}", 200);
    leaveNote(cluster);
    refused(folder, "the job " + JOB);
    cluster.stop(0);
  }

  @Test
  void jobThatHasEndedOrIsNotKnownFreesTheFolder() throws IOException {
    HttpServer ended = answering("{\"jid\":\"" + JOB + "\",\"state\":\"CANCELED\"}", 200);
    leaveNote(ended);
    take(folder).close();
    ended.stop(0);

    HttpServer unknown = answering("{\"errors\":[\"job not found\"]}", 404);
    leaveNote(unknown);
    take(folder).close();
    unknown.stop(0);
  }

  @Test
  void damagedNoteOfADeadCommandFreesTheFolder() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FolderLock.FILE), "{\"pid\": 12");
    take(folder).close();
  }

  @Test
  void lockIsNoWayToAnotherFile() throws IOException {
    Path mine = Files.writeString(temp.resolve("mine"), "mine");
    Files.createSymbolicLink(Files.createDirectory(folder).resolve(FolderLock.FILE), mine);

    assertThatThrownBy(() -> take(folder)).isInstanceOf(CommandFailure.class);
    assertThat(mine).hasContent("mine");
  }

  private static HttpServer answering(String body, int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/jobs/" + JOB,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }

  /** As a command leaves it that was killed while its job ran. */
  private void leaveNote(HttpServer cluster) throws IOException {
    String rest = "http://127.0.0.1:" + cluster.getAddress().getPort();
    LockNote note =
        new LockNote(4711, "lumenctl run --out o", "2026-01-01T00:00:00Z", "", "", "")
            .of(JOB, temp.resolve("cluster").toString(), rest);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FolderLock.FILE), Json.text(note));
  }

  private static FolderLock take(Path folder) {
    return FolderLock.take("--out", folder, FolderLock.FILE, "lumenctl first");
  }

  private static void refused(Path folder, String... messages) {
    assertThatThrownBy(
            () -> FolderLock.take("--out", folder, FolderLock.FILE, "lumenctl second").close())
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll(messages)
        .extracting(thrown -> ((CommandFailure) thrown).exitCode())
        .isEqualTo(ExitCode.FAILED);
  }
}
