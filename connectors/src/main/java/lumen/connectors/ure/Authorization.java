package lumen.connectors.ure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import lumen.connectors.secret.SecretFile;

/**
 * The secret of one pull, as it is sent and as it must be hidden.
 *
 * @param header value of the header {@code Authorization}; empty: none is sent
 * @param secret the password or token itself
 */
record Authorization(String header, String secret) {
  private static final Authorization NONE = new Authorization("", "");
  private static final String HIDDEN = "***";

  /**
   * Reads the secret anew, so that a changed one counts from the next pull on.
   *
   * @throws PullFailure if it cannot be read or cannot be sent; nothing of it is in the message
   */
  static Authorization of(UreAccess access) throws PullFailure {
    if (!access.given()) {
      return NONE;
    }
    try {
      if (access.tokenFile().isEmpty()) {
        String password = new SecretFile(access.passwordFile()).read();
        String pair = access.user() + ":" + password;
        return new Authorization(
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
            password);
      }
      String token = new SecretFile(access.tokenFile()).read();
      if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IOException(
            "must hold a token of visible ASCII without spaces: " + access.tokenFile());
      }
      return new Authorization("Bearer " + token, token);
    } catch (IOException e) {
      String file = access.tokenFile().isEmpty() ? "password_file" : "token_file";
      throw new PullFailure(PullFault.SECRET, file + " " + e.getMessage(), "", e);
    }
  }

  /** A text of the engine without the secret, should it have sent it back. */
  String hiddenIn(String text) {
    if (header.isEmpty()) {
      return text;
    }
    String sent = header.substring(header.indexOf(' ') + 1);
    return text.replace(sent, HIDDEN).replace(secret, HIDDEN);
  }

  @Override
  public String toString() {
    return header.isEmpty() ? "no authorization" : "authorization " + HIDDEN;
  }
}
