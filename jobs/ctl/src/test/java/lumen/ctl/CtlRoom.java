package lumen.ctl;

/** Something of lumenctl's for a trespasser to reach for. */
public final class CtlRoom {}
