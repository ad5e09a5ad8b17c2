package lumen.overlay.part;

import lumen.state.StateContent;
import lumen.state.StateException;
import lumen.state.StateForm;
import lumen.state.StateReading;

/** The form of a part: one field; none was written before there was a form. */
public final class PartForm {
  private static final int EXPECTED_BYTES = 256;

  private final StateForm form;

  /** A form. */
  public PartForm(StateForm form) {
    this.form = form;
  }

  /** The bytes of a part. */
  public byte[] write(StateContent content) {
    return form.write(EXPECTED_BYTES, out -> out.field(content));
  }

  /**
   * Reads a part.
   *
   * @throws StateException where it is damaged or of a newer version
   */
  public <T> T read(byte[] bytes, StateReading<T> reading) {
    return form.read(
        bytes,
        in -> reading.read(in.field()),
        in -> {
          throw new StateException("state \"" + form.name() + "\" must begin with its mark");
        });
  }

  /** Name and version. */
  public StateForm form() {
    return form;
  }
}
