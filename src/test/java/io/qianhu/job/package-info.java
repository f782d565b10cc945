/** The steps of the job, each on its own. */
@NullMarked
package io.qianhu.job;

import org.jspecify.annotations.NullMarked;
