package lumen.connectors.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** What is wrong with a server's certificate, from what a handshake throws. */
public enum TlsFault {
  /** Its time is over. */
  EXPIRED("its certificate has expired"),
  /** Its time has not begun. */
  NOT_YET("its certificate does not hold yet"),
  /** No authority that is trusted has signed it. */
  STRANGER("its certificate is signed by a stranger"),
  /** It names another server, or is wrong in another way. */
  NAME("its certificate is not of this address");

  private final String words;

  TlsFault(String words) {
    this.words = words;
  }

  /** The fault; empty where the failure is none of a certificate. */
  public static Optional<TlsFault> of(Throwable thrown) {
    TlsFault fault = null;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return Optional.of(EXPIRED);
      } else if (cause instanceof CertificateNotYetValidException) {
        return Optional.of(NOT_YET);
      } else if (cause instanceof CertPathBuilderException) {
        return Optional.of(STRANGER);
      } else if (cause instanceof CertificateException) {
        fault = NAME;
      }
    }
    return Optional.ofNullable(fault);
  }

  /** What is told, with what the last cause says where that helps. */
  public String told(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return this == STRANGER
        ? words
        : "%s (%s)".formatted(words, String.valueOf(last.getMessage()).strip());
  }

  /**
   * What mends it.
   *
   * @param trust how an authority is trusted
   */
  public String remedy(String trust) {
    return switch (this) {
      case EXPIRED -> "renew the server's certificate";
      case NOT_YET -> "set the clock of this machine, or renew the server's certificate";
      case STRANGER -> "name the authority that signed it: " + trust;
      case NAME -> "address it by a name of its certificate, or renew that";
    };
  }
}
