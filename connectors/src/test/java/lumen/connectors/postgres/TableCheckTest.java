package lumen.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table as it should be, and as people have it. */
@Timeout(60)
class TableCheckTest {
  @TempDir private static Path folder;
  private static LocalPostgres postgres;

  @BeforeAll
  static void start() throws SQLException {
    postgres = LocalPostgres.start(folder);
    postgres.run("CREATE ROLE writer LOGIN PASSWORD 'secret-7'");
    postgres.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  private static List<String> problems(String user, String table) {
    return problems(postgres.url(), user, table);
  }

  private static List<String> problems(String url, String user, String table) {
    PostgresOptions options = new PostgresOptions(url, user, "", "", table, 1, 1);
    List<String> lines = TableCheck.problems("outputs.postgres", options);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).startsWith("outputs.postgres: ").doesNotContain("\n"));
    return lines;
  }

  @Test
  void tableThatIsMissingIsLeftToTheJobWhereItMayMakeIt() throws SQLException {
    assertThat(problems("postgres", "made_later")).isEmpty();
    assertThat(postgres.rows("SELECT to_regclass('made_later')")).containsExactly("null");
    assertThat(problems("writer", "made_later"))
        .singleElement()
        .asString()
        .contains("the table must exist, or writer be allowed to make it")
        .contains("`CREATE TABLE IF NOT EXISTS \"made_later\" ( tenant text NOT NULL,")
        .contains("GRANT SELECT, INSERT, UPDATE ON \"made_later\" TO \"writer\"`");
    assertThat(problems("postgres", "no_schema.rows"))
        .singleElement()
        .asString()
        .contains(
            "`CREATE SCHEMA \"no_schema\"; CREATE TABLE IF NOT EXISTS \"no_schema\".\"rows\"");
  }

  @Test
  void whatTheCheckTellsToDoMendsIt() throws SQLException {
    String told = problems("writer", "told").get(0);
    postgres.run(told.substring(told.indexOf('`') + 1, told.lastIndexOf('`')));
    assertThat(problems("writer", "told")).isEmpty();
    postgres.run("REVOKE INSERT, UPDATE ON told FROM writer");
    String right = problems("writer", "told").get(0);
    assertThat(right)
        .contains("writer must be allowed to write to told: has no INSERT, UPDATE; ")
        .endsWith("`GRANT INSERT, UPDATE ON \"told\" TO \"writer\"`");
    postgres.run(right.substring(right.indexOf('`') + 1, right.lastIndexOf('`')));
    assertThat(problems("writer", "told")).isEmpty();
  }

  @Test
  void columnsThatDoNotFitAreToldTogetherAndTheirRemediesMendThem() throws SQLException {
    postgres.run(
        """
        CREATE TABLE odd (
          id bigint GENERATED ALWAYS AS IDENTITY,
          made timestamptz NOT NULL DEFAULT now(),
          venue text NOT NULL,
          tenant text NOT NULL,
          ts timestamp NOT NULL,
          phase_diff real,
          sync_quality double precision NOT NULL)""");
    List<String> lines = problems("postgres", "odd");
    assertThat(lines)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("odd must have the column entropy_ratio"),
            line ->
                assertThat(line)
                    .contains(
                        "must have ts as timestamp with time zone, has it as timestamp without"),
            line -> assertThat(line).contains("must take no value in sync_quality"),
            line -> assertThat(line).contains("no other column that has to be given, has venue"));
    for (String line : lines) {
      postgres.run(line.substring(line.indexOf('`') + 1, line.lastIndexOf('`')));
    }
    String unique = problems("postgres", "odd").get(0);
    assertThat(unique)
        .contains("odd must be unique by tenant and ts; ")
        .endsWith("`ALTER TABLE \"odd\" ADD PRIMARY KEY (tenant, ts)`");
    postgres.run(unique.substring(unique.indexOf('`') + 1, unique.lastIndexOf('`')));
    assertThat(problems("postgres", "odd")).isEmpty();
    assertThat(postgres.rows("SELECT count(*) FROM odd")).containsExactly("0");
  }

  @Test
  void viewAndReadOnlyDatabaseAreTold() throws SQLException {
    postgres.run(
        "CREATE VIEW seen AS SELECT ''::text AS tenant, now() AS ts, 0::float8 AS phase_diff,"
            + " 0::float8 AS sync_quality, 0::float8 AS entropy_ratio");
    assertThat(problems("postgres", "seen")).singleElement().asString().contains("seen");
    postgres.run("ALTER ROLE writer SET default_transaction_read_only = on");
    try {
      assertThat(problems("writer", "seen"))
          .singleElement()
          .asString()
          .contains("the database must be writable");
    } finally {
      postgres.run("ALTER ROLE writer RESET default_transaction_read_only");
    }
  }

  @Test
  void whoIsNotLetInIsToldWithoutSecrets() throws Exception {
    assertThat(problems("nobody", "t"))
        .singleElement()
        .asString()
        .contains("nobody")
        .contains("ALTER ROLE");
    assertThat(problems(postgres.url().replace("/postgres", "/elsewhere"), "postgres", "t"))
        .singleElement()
        .asString()
        .contains("elsewhere")
        .contains("CREATE DATABASE");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(problems("jdbc:postgresql://127.0.0.1:" + port + "/x", "postgres", "t"))
        .singleElement()
        .asString()
        .contains("refused")
        .contains("start the server, or correct the url");
    Path absent = folder.resolve("absent-password");
    PostgresOptions options =
        new PostgresOptions(postgres.url(), "writer", absent.toString(), "", "t", 1, 1);
    assertThat(TableCheck.problems("outputs.postgres", options))
        .singleElement()
        .asString()
        .contains("password_file must exist: " + absent);
  }

  @Test
  void wrongPasswordIsToldAndNotShown() throws Exception {
    Path hba = folder.resolve("data/pg_hba.conf");
    String before = Files.readString(hba);
    Path file = Files.writeString(folder.resolve("password"), "wrong-secret-9\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(hba, "host all writer 127.0.0.1/32 scram-sha-256\n" + before);
    postgres.run("SELECT pg_reload_conf()");
    try {
      PostgresOptions options =
          new PostgresOptions(postgres.url(), "writer", file.toString(), "", "t", 1, 1);
      await()
          .untilAsserted(
              () ->
                  assertThat(TableCheck.problems("outputs.postgres", options))
                      .singleElement()
                      .asString()
                      .contains("password authentication failed for user \"writer\"")
                      .contains("correct user and password")
                      .doesNotContain("wrong-secret-9"));
    } finally {
      Files.writeString(hba, before);
      postgres.run("SELECT pg_reload_conf()");
    }
  }
}
