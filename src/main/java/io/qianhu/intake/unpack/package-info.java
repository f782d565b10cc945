/**
 * Makes plain files of what is packed: gzip, zip, workbooks, standard input. Everything after it reads plain files by
 * byte offset only. Start at {@link io.qianhu.intake.unpack.PlainFiles}. Uses the JDK's inflater and Apache POI's
 * events of workbooks; counts every byte against {@link io.qianhu.intake.UnpackSettings}, and believes nothing that an
 * archive says about itself.
 */
@NullMarked
package io.qianhu.intake.unpack;

import org.jspecify.annotations.NullMarked;
