@NullMarked
package io.qianhu.intake.unpack;

import org.jspecify.annotations.NullMarked;
