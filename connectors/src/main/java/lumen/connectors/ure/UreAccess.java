package lumen.connectors.ure;

import java.io.Serializable;

/**
 * How a reference engine is told who pulls: by name and password (Basic, RFC 7617), by a token
 * (Bearer, RFC 6750), or not at all. The secrets stay in their files.
 *
 * @param user the name, without a colon; empty: none
 * @param passwordFile file whose first line is the password; given if and only if the name is
 * @param tokenFile file whose first line is the token; empty: none
 */
public record UreAccess(String user, String passwordFile, String tokenFile)
    implements Serializable {
  /** Nobody is told. */
  public static final UreAccess NONE = new UreAccess("", "", "");

  /** Checks that it is one of the three. */
  public UreAccess {
    if (user.isEmpty() != passwordFile.isEmpty()) {
      throw new IllegalArgumentException(
          "must be given together: user=" + user + " passwordFile=" + passwordFile);
    }
    if (!tokenFile.isEmpty() && !user.isEmpty()) {
      throw new IllegalArgumentException(
          "at most one may be given: user=" + user + " tokenFile=" + tokenFile);
    }
    if (user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must hold no colon and no control character: user");
    }
  }

  /** Whether a secret is sent. */
  boolean given() {
    return !user.isEmpty() || !tokenFile.isEmpty();
  }

  /** What is sent, as a person would name it. */
  String told() {
    return tokenFile.isEmpty()
        ? "the password of " + user + " in " + passwordFile
        : "the token in " + tokenFile;
  }
}
