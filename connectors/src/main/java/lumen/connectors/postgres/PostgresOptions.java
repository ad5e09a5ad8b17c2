package lumen.connectors.postgres;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lumen.connectors.secret.SecretFile;
import lumen.connectors.tls.CaFile;

/**
 * Where and how rows are written. The password is in a file or in the environment of the task
 * manager and is read there, when a connection is made; it is never part of a job.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without user and password
 * @param user name of the database role
 * @param passwordFile file whose first line is the password, its owner's alone, or empty
 * @param passwordEnv environment variable that holds the password, or empty; with neither, none is
 *     sent
 * @param table {@code table} or {@code schema.table}: small letters, digits and _
 * @param batchRows rows after which a batch is written, 1 to 10000
 * @param retryS seconds for which a lost connection is sought again before the task fails
 * @param sslMode how the driver uses TLS, in its own words; empty: as the URL says, else prefer
 * @param caFile PEM file of the authorities that are trusted, with a mode that verifies; or empty
 */
public record PostgresOptions(
    String jdbcUrl,
    String user,
    String passwordFile,
    String passwordEnv,
    String table,
    int batchRows,
    double retryS,
    String sslMode,
    String caFile)
    implements Serializable {
  /** The table, unless configured. */
  public static final String TABLE = "resonance_events";

  /** Rows of a batch, unless configured. */
  public static final int BATCH_ROWS = 500;

  /** Seconds for which a lost connection is sought, unless configured. */
  public static final double RETRY_S = 60;

  /** Words of the driver, the weakest first. */
  public static final List<String> SSL_MODES =
      List.of("disable", "prefer", "require", "verify-ca", "verify-full");

  private static final String VERIFIES = "verify-";
  private static final String URL_START = "jdbc:postgresql:";
  private static final Pattern NAME =
      Pattern.compile("[a-z_][a-z0-9_]{0,62}(\\.[a-z_][a-z0-9_]{0,62})?");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SECRET = Pattern.compile("password\\s*=|//[^/?]*@");

  /** Checks all of it. No message repeats a URL, which may hold a secret. */
  public PostgresOptions {
    require(jdbcUrl.startsWith(URL_START), "must begin with " + URL_START + ": jdbcUrl");
    require(
        !SECRET.matcher(jdbcUrl.toLowerCase(Locale.ROOT)).find(),
        "must hold no user and no password, name a passwordFile or passwordEnv: jdbcUrl");
    require(!user.isBlank(), "must be given: user");
    require(
        passwordFile.isEmpty() || passwordEnv.isEmpty(),
        "at most one may be given: passwordFile=" + passwordFile + " passwordEnv=" + passwordEnv);
    require(
        passwordEnv.isEmpty() || VARIABLE.matcher(passwordEnv).matches(),
        "must be the name of an environment variable: passwordEnv");
    require(
        NAME.matcher(table).matches(),
        "must be [schema.]table of small letters, digits and _: table=" + table);
    require(batchRows >= 1 && batchRows <= 10_000, "must be 1 to 10000: batchRows=" + batchRows);
    require(retryS >= 0 && retryS <= 3600, "must be 0 to 3600 s: retryS=" + retryS);
    require(
        sslMode.isEmpty() || SSL_MODES.contains(sslMode),
        "must be one of " + String.join(", ", SSL_MODES) + ": sslMode=" + sslMode);
    require(
        sslMode.isEmpty() || !jdbcUrl.toLowerCase(Locale.ROOT).matches(".*[?&]ssl(mode)?=.*"),
        "must be told once, the url has its own: sslMode=" + sslMode);
    require(
        caFile.isEmpty() || sslMode.startsWith(VERIFIES),
        "must stand beside sslMode verify-ca or verify-full: caFile=" + caFile);
  }

  /** TLS as the URL says. */
  public PostgresOptions(
      String jdbcUrl,
      String user,
      String passwordFile,
      String passwordEnv,
      String table,
      int batchRows,
      double retryS) {
    this(jdbcUrl, user, passwordFile, passwordEnv, table, batchRows, retryS, "", "");
  }

  /** The usual table, batch and patience. */
  public static PostgresOptions of(
      String jdbcUrl, String user, String passwordFile, String passwordEnv) {
    return new PostgresOptions(
        jdbcUrl, user, passwordFile, passwordEnv, TABLE, BATCH_ROWS, RETRY_S);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** The table's name as SQL takes it. */
  String quotedTable() {
    return "\"" + table.replace(".", "\".\"") + "\"";
  }

  /** The password as it is now, or null where none is configured. */
  String password() throws IOException {
    if (!passwordEnv.isEmpty()) {
      String value = System.getenv(passwordEnv);
      if (value == null) {
        throw new IOException("the environment must hold the password: " + passwordEnv);
      }
      return value;
    }
    if (passwordFile.isEmpty()) {
      return null;
    }
    try {
      return new SecretFile(passwordFile).read();
    } catch (IOException e) {
      throw new IOException("password_file " + e.getMessage(), e);
    }
  }

  /**
   * Checks the file of authorities, of which the driver's own words tell little.
   *
   * @throws IOException with one line that says what is wrong
   */
  void checkAuthorities() throws IOException {
    if (!caFile.isEmpty()) {
      new CaFile(caFile).check();
    }
  }

  /** Whether the server's certificate must be of the address. */
  boolean verifiesName() {
    return sslMode.equals("verify-full");
  }
}
