package lumen.fusion.align.trespass;

import lumen.ctl.CtlRoom;

/** Reaches up, from the job into lumenctl. */
public final class KnowsLumenctl {
  CtlRoom room() {
    return new CtlRoom();
  }
}
