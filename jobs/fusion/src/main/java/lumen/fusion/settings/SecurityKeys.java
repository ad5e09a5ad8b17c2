package lumen.fusion.settings;

import lumen.settings.Key;
import lumen.settings.Key.Unset;
import lumen.settings.Shape.Text;
import lumen.settings.TextForm;

/** Keys that name files by which others let Lumen in, or by which it knows them. */
final class SecurityKeys {
  /** Of Kafka's clients. */
  static final Key PROPERTIES_FILE =
      new Key(
          "properties_file",
          new Text(TextForm.FILE),
          new Unset("none"),
          "",
          "A Kafka client's properties of security.*, sasl.*, ssl.* and client.*; its owner alone"
              + " may read it.",
          false);

  private SecurityKeys() {}

  /**
   * Of a server whose certificate is looked at.
   *
   * @param otherwise what is trusted where it is left out
   */
  static Key caFile(String otherwise) {
    return new Key(
        "ca_file",
        new Text(TextForm.FILE),
        new Unset(otherwise),
        "",
        "PEM file of the authorities that the server's certificate is trusted by.",
        false);
  }
}
