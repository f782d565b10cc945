/**
 * What an operator defines: the settings tree of a campaign and its checks.
 * Start at {@link io.qianhu.campaign.CampaignReader}. May use {@code number} and {@code pace}.
 */
@NullMarked
package io.qianhu.campaign;

import org.jspecify.annotations.NullMarked;
