package io.silkroute.omission;

/** Something of an item that did not go to the shop with it. @param sentence what exactly, for a merchant */
public record LeftOut(Omission cause, String sentence) {}
