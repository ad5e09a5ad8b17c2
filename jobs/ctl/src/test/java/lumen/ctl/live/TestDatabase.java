package lumen.ctl.live;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.Driver;

/**
 * A PostgreSQL server of the test's own, on loopback, which can be killed and started again with
 * what it holds.
 */
public final class TestDatabase implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres server;
  private int port;

  private TestDatabase(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts a server, or skips the test where none can run; with CI=true it fails instead.
   *
   * @param folder an empty folder
   */
  public static TestDatabase start(Path folder) {
    TestDatabase database = new TestDatabase(folder);
    try {
      database.start();
      return database;
    } catch (IOException | RuntimeException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(
            "PostgreSQL must start (as root: `unshare -U` must work)", e);
      }
      return Assumptions.abort("no PostgreSQL can run here: " + e);
    }
  }

  /** Starts it, also again after its death. */
  public void start() throws IOException {
    register();
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("program").toFile())
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "16MB")
            .setPort(port)
            .start();
    port = server.getPort();
  }

  /**
   * Kills its first process and all that serve connections, as a crash does, and waits until they
   * are dead: nothing is written down first, and nobody who is connected is told.
   */
  public void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
    ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    server.close();
  }

  /** Its address for JDBC, without a user. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Carries out a statement. */
  public void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of a query's rows. */
  public List<String> texts(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    }
  }

  /** The server's own library asks DriverManager, which a job that is looked at leaves out. */
  private static void register() {
    try {
      if (!Driver.isRegistered()) {
        Driver.register();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    register();
    return DriverManager.getConnection(url(), "postgres", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
