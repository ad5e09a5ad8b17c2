package lumen.governance.ingest;

import lumen.governance.record.ServiceReason;

/** The first fault of a line. */
final class ServiceFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final ServiceReason reason;

  ServiceFault(ServiceReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  ServiceReason reason() {
    return reason;
  }
}
