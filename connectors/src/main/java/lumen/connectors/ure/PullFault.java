package lumen.connectors.ure;

import lumen.connectors.tls.TlsFault;

/** Why a pull has failed, as far as it makes a difference to who has to mend it. */
enum PullFault {
  /** The file of the password or token cannot be used; the engine was not asked. */
  SECRET,
  /** The file of trusted authorities cannot be used; the engine was not asked. */
  CA_FILE,
  /** The engine's certificate is signed by nobody who is trusted. */
  STRANGER,
  /** The engine's certificate has expired, or does not hold yet. */
  EXPIRED,
  /** The engine's certificate is that of another. */
  OTHER_NAME,
  /** Nobody listens there. */
  REFUSED,
  /** No such host. */
  UNKNOWN_HOST,
  /** No answer in time. */
  TIMEOUT,
  /** 401. */
  UNAUTHORIZED,
  /** 403. */
  FORBIDDEN,
  /** 404 or 410. */
  NOT_FOUND,
  /** Any other status that is no answer. */
  STATUS,
  /** Sent to another host, or round in circles. */
  REDIRECT,
  /** A page for people. */
  PAGE,
  /** An answer that is too long, cut off, packed in a way that is not known, or not read wholly. */
  ANSWER,
  /** The connection broke, or could not be made for another reason. */
  CONNECTION;

  /** The fault that a status is. */
  static PullFault ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404, 410 -> NOT_FOUND;
      default -> STATUS;
    };
  }

  /** The fault that a certificate is. */
  static PullFault of(TlsFault fault) {
    return switch (fault) {
      case EXPIRED, NOT_YET -> EXPIRED;
      case STRANGER -> STRANGER;
      case NAME -> OTHER_NAME;
    };
  }

  /** What would mend it: keys are those of the stream. */
  String remedy(UreAccess access) {
    return switch (this) {
      case SECRET, CA_FILE -> "it is read again at every pull";
      case STRANGER -> TlsFault.STRANGER.remedy("ca_file of the stream");
      case EXPIRED -> "renew the engine's certificate, or set the clock of this machine";
      case OTHER_NAME -> TlsFault.NAME.remedy("");
      case REFUSED -> "start the engine, or correct host and port of metrics_url";
      case UNKNOWN_HOST -> "correct the host of metrics_url";
      case TIMEOUT -> "look at the engine, or raise timeout_s (at most pull_interval_s)";
      case UNAUTHORIZED ->
          access.given()
              ? "it does not take " + access.told() + ": write the right one there"
              : "it asks who pulls: give the stream user and password_file, or token_file";
      case FORBIDDEN ->
          access.given()
              ? "it takes " + access.told() + " but may not show this: allow it there"
              : "it shows this to some only: give the stream user and password_file, or"
                  + " token_file, or allow this machine there";
      case NOT_FOUND -> "correct the path of metrics_url";
      case STATUS -> "look at the engine's own log";
      case REDIRECT -> "write as metrics_url where the metrics are";
      case PAGE ->
          "write as metrics_url where the metrics are, not a page about them; if it is a login:"
              + " give the stream user and password_file, or token_file";
      case ANSWER -> "look at what metrics_url answers";
      case CONNECTION -> "look at the network, the scheme of metrics_url and the engine's own log";
    };
  }
}
