package lumen.fusion;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.Driver;

/** A PostgreSQL server of the test's own, on loopback. */
final class Database implements AutoCloseable {
  private final EmbeddedPostgres server;

  private Database(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server, or skips the test where none can run; with CI=true it fails instead.
   *
   * @param folder an empty folder
   */
  static Database start(Path folder) {
    try {
      if (!Driver.isRegistered()) {
        Driver.register();
      }
      return new Database(
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setOverrideWorkingDirectory(folder.resolve("program").toFile())
              .setServerConfig("fsync", "off")
              .setServerConfig("shared_buffers", "16MB")
              .start());
    } catch (IOException | SQLException | RuntimeException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(
            "PostgreSQL must start (as root: `unshare -U` must work)", e);
      }
      return Assumptions.abort("no PostgreSQL can run here: " + e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /** The job's own use of the driver ends with its registration. */
  private Connection connect() throws SQLException {
    if (!Driver.isRegistered()) {
      Driver.register();
    }
    return server.getPostgresDatabase().getConnection();
  }

  /** The first number of a query's first row. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
