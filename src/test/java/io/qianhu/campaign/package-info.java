/** What a campaign file may hold and how it is refused. */
@org.jspecify.annotations.NullMarked
package io.qianhu.campaign;
