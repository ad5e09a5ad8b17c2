package lumen.connectors.postgres;

import java.sql.SQLException;
import java.util.Optional;
import lumen.connectors.tls.TlsFault;

/** Why a database does not let Lumen in, as far as waiting does not mend it: that of its TLS. */
final class ConnectionFault {
  private static final String CONNECTION_LOST = "08006";
  private static final String CONNECTION_REJECTED = "08004";

  private ConnectionFault() {}

  /** What mends it; empty where TLS is not to blame. */
  static Optional<String> remedy(PostgresOptions options, SQLException thrown) {
    Optional<TlsFault> fault = TlsFault.of(thrown);
    if (fault.isPresent()) {
      return Optional.of(fault.get().remedy("sslmode verify-ca or verify-full, and ca_file"));
    }
    String state = String.valueOf(thrown.getSQLState());
    boolean asked = !options.sslMode().isEmpty() && thrown.getCause() == null;
    if (asked && state.equals(CONNECTION_REJECTED) && encrypts(options)) {
      return Optional.of("`ssl = on` in postgresql.conf of the server, or sslmode: prefer");
    }
    // The driver compares names itself, and throws no cause then.
    if (asked && state.equals(CONNECTION_LOST) && options.verifiesName()) {
      return Optional.of(TlsFault.NAME.remedy(""));
    }
    return Optional.empty();
  }

  /** Why, in one line, without secrets. */
  static String why(SQLException thrown) {
    return TlsFault.of(thrown)
        .map(fault -> fault.told(thrown))
        .orElseGet(() -> PostgresWriter.reason(thrown));
  }

  private static boolean encrypts(PostgresOptions options) {
    return PostgresOptions.SSL_MODES.indexOf(options.sslMode())
        >= PostgresOptions.SSL_MODES.indexOf("require");
  }
}
