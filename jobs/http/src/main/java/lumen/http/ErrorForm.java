package lumen.http;

/** How a server says what is wrong with a request, such as {@link Reply#text}. */
public interface ErrorForm {
  /**
   * A reply.
   *
   * @param status 400..599
   * @param rule what would be right, in one line
   */
  Reply error(int status, String rule);
}
