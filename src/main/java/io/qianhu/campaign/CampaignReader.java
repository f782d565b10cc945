package io.qianhu.campaign;

/** Reads a campaign file. */
public final class CampaignReader {}
