package lumen.connectors.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A connection to the table, which is made where it is missing:
 *
 * <pre>
 * CREATE TABLE resonance_events (
 *   tenant text NOT NULL,
 *   ts timestamptz NOT NULL,
 *   phase_diff double precision,
 *   sync_quality double precision,
 *   entropy_ratio double precision,
 *   PRIMARY KEY (tenant, ts))
 * </pre>
 *
 * <p>A timestamptz counts microseconds, as Lumen does, so that times are stored exactly. PostgreSQL
 * has no U+0000 in a text; in a tenant it becomes U+2400, its picture.
 */
final class ResonanceTable implements AutoCloseable {
  /** Asked itself: through DriverManager the JVM would keep the classes of every job for ever. */
  static final Driver DRIVER = unregistered();

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS %s (
        tenant text NOT NULL,
        ts timestamptz NOT NULL,
        phase_diff double precision,
        sync_quality double precision,
        entropy_ratio double precision,
        PRIMARY KEY (tenant, ts))""";

  private static final String UPSERT =
      """
      INSERT INTO %s (tenant, ts, phase_diff, sync_quality, entropy_ratio)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, ts) DO UPDATE SET
        phase_diff = excluded.phase_diff,
        sync_quality = excluded.sync_quality,
        entropy_ratio = excluded.entropy_ratio""";

  private final Connection connection;
  private final PreparedStatement upsert;

  private ResonanceTable(Connection connection, PreparedStatement upsert) {
    this.connection = connection;
    this.upsert = upsert;
  }

  private static Driver unregistered() {
    try {
      if (Driver.isRegistered()) {
        Driver.deregister();
      }
      return new Driver();
    } catch (SQLException e) {
      throw new IllegalStateException("the driver must be loaded: " + e.getMessage(), e);
    }
  }

  /** Connects, and makes the table where it is missing. */
  static ResonanceTable open(PostgresOptions options) throws SQLException, IOException {
    Connection connection = connect(options);
    try {
      connection.setAutoCommit(false);
      if (!exists(connection, options)) {
        try (Statement create = connection.createStatement()) {
          create.execute(createStatement(options));
        }
      }
      connection.commit();
      String sql = UPSERT.formatted(options.quotedTable());
      return new ResonanceTable(connection, connection.prepareStatement(sql));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** What makes the table. */
  static String createStatement(PostgresOptions options) {
    return CREATE.formatted(options.quotedTable());
  }

  /** What writes one row, with values instead of their places. */
  static String sampleStatement(PostgresOptions options) {
    return UPSERT
        .formatted(options.quotedTable())
        .replace("?, ?, ?, ?, ?", "''::text, now(), 0::float8, 0::float8, 0::float8");
  }

  static Connection connect(PostgresOptions options) throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("user", options.user());
    properties.setProperty("ApplicationName", "lumen");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("tcpKeepAlive", "true");
    options.checkAuthorities();
    if (!options.sslMode().isEmpty()) {
      properties.setProperty("sslmode", options.sslMode());
    }
    if (!options.caFile().isEmpty()) {
      properties.setProperty("sslrootcert", options.caFile());
    }
    String password = options.password();
    if (password != null) {
      properties.setProperty("password", password);
    }
    Connection connection = DRIVER.connect(options.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("the URL is none of PostgreSQL's", "08001");
    }
    return connection;
  }

  /** IF NOT EXISTS alone would ask for the right to create even where the table is. */
  static boolean exists(Connection connection, PostgresOptions options) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?)::text")) {
      query.setString(1, options.quotedTable());
      try (ResultSet found = query.executeQuery()) {
        return found.next() && found.getString(1) != null;
      }
    }
  }

  /** Writes the rows in one transaction: all or none. No two may have the same tenant and time. */
  void upsert(Collection<ResonanceEvent> rows) throws SQLException {
    upsert.clearBatch();
    for (ResonanceEvent row : rows) {
      upsert.setString(1, row.tenant().replace('\0', '\u2400'));
      upsert.setObject(2, time(row.micros()));
      set(3, row.phaseDiff());
      set(4, row.syncQuality());
      set(5, row.entropyRatio());
      upsert.addBatch();
    }
    upsert.executeBatch();
    connection.commit();
  }

  private static OffsetDateTime time(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    long nanos = Math.floorMod(micros, 1_000_000L) * 1000;
    return Instant.ofEpochSecond(seconds, nanos).atOffset(ZoneOffset.UTC);
  }

  private void set(int column, double value) throws SQLException {
    if (Double.isNaN(value)) {
      upsert.setNull(column, Types.DOUBLE);
    } else {
      upsert.setDouble(column, value);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
