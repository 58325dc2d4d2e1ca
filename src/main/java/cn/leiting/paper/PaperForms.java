package cn.leiting.paper;

import java.util.List;

/** 文书目录：the kinds of paper that a room writes; each room that writes any says which. */
public interface PaperForms {

    List<PaperForm> forms();
}
