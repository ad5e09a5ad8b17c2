package lumen.serve;

/** A parameter of a request that cannot be used. The message names it and what would be right. */
final class BadParameterException extends Exception {
  private static final long serialVersionUID = 1L;

  BadParameterException(String parameter, String rule) {
    super(parameter + " must " + rule);
  }
}
