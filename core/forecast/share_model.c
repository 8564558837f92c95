#include "forecast/share_model.h"

const sg_share_model *const sg_share_models[SG_SHARE_MODELS] = {&sg_share_trend, &sg_share_line, &sg_share_last};
