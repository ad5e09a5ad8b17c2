package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Assumptions;
import org.postgresql.Driver;

/**
 * A PostgreSQL server of the test's own, on loopback, which can be stopped and started again with
 * what it holds. PostgreSQL does not run as root; as root it is started in a user namespace.
 */
final class LocalPostgres implements AutoCloseable {
  private final Path folder;
  private EmbeddedPostgres server;
  private int port;

  private LocalPostgres(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts a server, or skips the test where none can run; with CI=true it fails instead.
   *
   * @param folder an empty folder
   */
  static LocalPostgres start(Path folder) {
    registerDriver();
    LocalPostgres postgres = new LocalPostgres(folder);
    try {
      postgres.start();
    } catch (IOException | RuntimeException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(
            "PostgreSQL must start (as root: `unshare -U` must work)", e);
      }
      Assumptions.abort("no PostgreSQL can run here: " + e);
    }
    return postgres;
  }

  void start() throws IOException {
    boolean first = !Files.exists(folder.resolve("data").resolve("PG_VERSION"));
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("program").toFile())
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "off")
            .setServerConfig("shared_buffers", "16MB")
            .setPort(first ? 0 : port)
            .start();
    port = server.getPort();
  }

  /** Ends the server; connections are cut. */
  void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  PostgresOptions options(int batchRows, double retryS) {
    return new PostgresOptions(url(), "postgres", "", "", PostgresOptions.TABLE, batchRows, retryS);
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, their columns joined by blanks. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          cells.add(found.getString(i));
        }
        rows.add(String.join(" ", cells.stream().map(String::valueOf).toList()));
      }
      return rows;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "");
  }

  /** The server's own library asks DriverManager, which the sink leaves out. */
  private static void registerDriver() {
    try {
      assertThat(ResonanceTable.DRIVER).isNotNull();
      if (!Driver.isRegistered()) {
        Driver.register();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
