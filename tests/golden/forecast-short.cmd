printf 'series,month,count,total\na,2020-01,3,100\na,2020-02,4,100\n' | $S forecast -
