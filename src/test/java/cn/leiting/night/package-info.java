/** 夜间执法：330 phones on one server for a while, and whether everything of theirs is there once. Not a test: run by hand. */
package cn.leiting.night;
