package lumen.connectors.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether rows can be written to the table, or the table be made, before a job is started that
 * would only find out by failing. Every problem is one line that says how it is mended. Nothing is
 * changed: what is tried out is rolled back, and a plan of the statement that writes is asked for,
 * which has the server check columns, key and rights.
 */
public final class TableCheck {
  private static final String FIGURE = "double precision";

  /** What the columns may be; a smaller number type only rounds. */
  private static final Map<String, List<String>> COLUMNS =
      new TreeMap<>(
          Map.of(
              "tenant", List.of("text", "character varying"),
              "ts", List.of("timestamp with time zone"),
              "phase_diff", List.of(FIGURE, "real", "numeric"),
              "sync_quality", List.of(FIGURE, "real", "numeric"),
              "entropy_ratio", List.of(FIGURE, "real", "numeric")));

  private static final List<String> KEY = List.of("tenant", "ts");
  private static final List<String> RIGHTS = List.of("SELECT", "INSERT", "UPDATE");

  private static final String NO_RIGHT = "42501";
  private static final String NO_KEY = "42P10";
  private static final String NO_SCHEMA = "3F000";
  private static final String NO_DATABASE = "3D000";

  private final String key;
  private final PostgresOptions options;
  private final Connection connection;
  private final List<String> problems = new ArrayList<>();

  private TableCheck(String key, PostgresOptions options, Connection connection) {
    this.key = key;
    this.options = options;
    this.connection = connection;
  }

  /**
   * Looks at the table.
   *
   * @param key what names the database for a person
   * @return a line for each problem, without secrets; none: all is well
   */
  public static List<String> problems(String key, PostgresOptions options) {
    try (Connection connection = ResonanceTable.connect(options)) {
      connection.setAutoCommit(false);
      TableCheck check = new TableCheck(key, options, connection);
      try {
        check.look();
      } catch (SQLException e) {
        check.problems.add(
            "%s: rows must be taken by %s of %s: %s"
                .formatted(key, options.table(), options.jdbcUrl(), PostgresWriter.reason(e)));
      }
      connection.rollback();
      return List.copyOf(check.problems);
    } catch (SQLException e) {
      return List.of(key + ": " + unreachable(options, e));
    } catch (IOException e) {
      return List.of(key + ": " + e.getMessage());
    }
  }

  private static String unreachable(PostgresOptions options, SQLException thrown) {
    String state = String.valueOf(thrown.getSQLState());
    Optional<String> ofTls = ConnectionFault.remedy(options, thrown);
    String remedy =
        ofTls.isPresent()
            ? ofTls.get()
            : state.startsWith("28")
                ? "correct user and password, or `ALTER ROLE %s LOGIN PASSWORD '...'`"
                    .formatted(quoted(options.user()))
                : state.equals(NO_DATABASE)
                    ? "`CREATE DATABASE NAME`, or correct the url"
                    : "start the server, or correct the url";
    return "the database must let Lumen in: %s: %s; %s"
        .formatted(options.jdbcUrl(), ConnectionFault.why(thrown), remedy);
  }

  private void look() throws SQLException {
    if (first("SHOW transaction_read_only").equals("on")) {
      problems.add(
          "%s: the database must be writable: %s is read only; name its primary server, or `ALTER ROLE %s RESET default_transaction_read_only`"
              .formatted(key, options.jdbcUrl(), quoted(options.user())));
      return;
    }
    if (!ResonanceTable.exists(connection, options)) {
      tryToMake();
      return;
    }
    boolean fitting = columnsFit();
    boolean allowed = rightsSuffice();
    if (fitting && allowed) {
      plan();
    }
  }

  private void tryToMake() throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute(ResonanceTable.createStatement(options));
    } catch (SQLException e) {
      boolean schema = NO_SCHEMA.equals(e.getSQLState());
      if (!schema && !NO_RIGHT.equals(e.getSQLState())) {
        throw e;
      }
      problems.add(
          "%s: the table must exist, or %s be allowed to make it: %s; `%s%s; GRANT %s ON %s TO %s` by an owner"
              .formatted(
                  key,
                  options.user(),
                  PostgresWriter.reason(e),
                  schema ? "CREATE SCHEMA " + schemaOf(options.table()) + "; " : "",
                  ResonanceTable.createStatement(options).replaceAll("\\s+", " "),
                  String.join(", ", RIGHTS),
                  options.quotedTable(),
                  quoted(options.user())));
    }
  }

  private static String schemaOf(String table) {
    int dot = table.indexOf('.');
    return quoted(dot < 0 ? "public" : table.substring(0, dot));
  }

  /** One column of the table. */
  private record Column(String type, boolean required, boolean filled) {}

  private boolean columnsFit() throws SQLException {
    Map<String, Column> there = columns();
    int before = problems.size();
    COLUMNS.forEach(
        (name, types) -> {
          Column column = there.get(name);
          if (column == null) {
            problems.add(
                alter("must have the column %s".formatted(name), "ADD COLUMN %s %s", name, types));
          } else if (!types.contains(column.type())) {
            problems.add(
                alter(
                    "must have %s as %s, has it as %s".formatted(name, types.get(0), column.type()),
                    "ALTER COLUMN %s TYPE %s",
                    name,
                    types));
          } else if (column.required() && !KEY.contains(name)) {
            problems.add(
                alter(
                    "must take no value in " + name, "ALTER COLUMN %s DROP NOT NULL", name, types));
          }
        });
    there.forEach(
        (name, column) -> {
          if (!COLUMNS.containsKey(name) && column.required() && !column.filled()) {
            problems.add(
                alter(
                    "must have no other column that has to be given, has " + name,
                    "ALTER COLUMN %s DROP NOT NULL",
                    quoted(name),
                    List.of("")));
          }
        });
    return problems.size() == before;
  }

  private String alter(String rule, String change, String column, List<String> types) {
    return "%s: %s %s; `ALTER TABLE %s %s`"
        .formatted(
            key,
            options.table(),
            rule,
            options.quotedTable(),
            change.formatted(column, types.get(0)));
  }

  private Map<String, Column> columns() throws SQLException {
    boolean identities = connection.getMetaData().getDatabaseMajorVersion() >= 10;
    String sql =
        "SELECT attname, format_type(atttypid, NULL), attnotnull, atthasdef OR %s FROM pg_attribute"
                .formatted(identities ? "attidentity <> ''" : "false")
            + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped";
    Map<String, Column> columns = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, options.quotedTable());
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          columns.put(
              found.getString(1),
              new Column(found.getString(2), found.getBoolean(3), found.getBoolean(4)));
        }
      }
    }
    return columns;
  }

  private boolean rightsSuffice() throws SQLException {
    List<String> missing = new ArrayList<>();
    for (String right : RIGHTS) {
      if (!first("SELECT has_any_column_privilege(to_regclass(?), '" + right + "')").equals("t")) {
        missing.add(right);
      }
    }
    if (!missing.isEmpty()) {
      problems.add(forbidden(missing));
    }
    return missing.isEmpty();
  }

  private String forbidden(List<String> rights) {
    return "%s: %s must be allowed to write to %s: has no %s; `GRANT %s ON %s TO %s`"
        .formatted(
            key,
            options.user(),
            options.table(),
            String.join(", ", rights),
            String.join(", ", rights),
            options.quotedTable(),
            quoted(options.user()));
  }

  private void plan() throws SQLException {
    try (Statement explain = connection.createStatement()) {
      explain.execute("EXPLAIN " + ResonanceTable.sampleStatement(options));
    } catch (SQLException e) {
      if (NO_KEY.equals(e.getSQLState())) {
        problems.add(
            "%s: %s must be unique by tenant and ts; `ALTER TABLE %s ADD PRIMARY KEY (tenant, ts)`"
                .formatted(key, options.table(), options.quotedTable()));
      } else if (NO_RIGHT.equals(e.getSQLState())) {
        problems.add(forbidden(RIGHTS));
      } else {
        throw e;
      }
    }
  }

  /** The first column of the first row of a query, which may ask for the table. */
  private String first(String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      if (sql.contains("?")) {
        query.setString(1, options.quotedTable());
      }
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? String.valueOf(found.getString(1)) : "";
      }
    }
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
