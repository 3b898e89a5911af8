// The rules that the build plugin gives to this module stand beside this file.
